// What a fit is worth. Whatever is added or taken off below never lets a worse kind of fit come first.
// SPDX-License-Identifier: Apache-2.0
import { FIT, type Fit } from "./text";

export type Points = Record<Fit, number>;

/** In the order of FIT. */
const points = (inside: number, wordBegin: number, word: number, begin: number, beginWord: number, whole: number): Points => ({
  [FIT.inside]: inside, [FIT.wordBegin]: wordBegin, [FIT.word]: word, [FIT.begin]: begin, [FIT.beginWord]: beginWord, [FIT.whole]: whole,
});

/** The whole query, by what the line names. */
export const WORTH = {
  tool: points(340, 600, 640, 800, 840, 1008),
  // A server that has the word in its name is meant more often than a tool that has it too.
  server: points(330, 620, 780, 820, 860, 1006),
  page: points(250, 580, 620, 700, 760, 980),
  parameter: points(200, 420, 460, 560, 600, 985),
};
/** Added for the same capitals and separators. */
export const SAME_SPELLING = 14;
/** What people call a server, without what every server is called. */
export const SHORT_CALLING = 1001;
/** Each letter of the line beyond the query takes a point off, up to this. */
export const MOST_LETTERS = 38;
/** The whole query with one typing error. */
export const NEAR = points(0, 160, 180, 200, 220, 290);
export const NEAR_PARAMETER_LESS = 5;

/** One of several words, up to ten. */
export const OF_TEN = points(4, 8, 10, 8, 10, 10);
export const NEAR_OF_TEN = points(0, 4, 6, 4, 6, 6);
/** Taken off where the name of a tool's server holds the word. */
export const SERVER_LESS = 2;
/** Several words: so much at least, and so much for each of the ten that they have on average. */
export const SEVERAL = { least: 200, each: 35 };
export const SEVERAL_NEAR = { least: 60, each: 15 };
/** Added where no word was left to the server's name. */
export const ALL_OWN = 30;
/** A parameter that holds all the words comes behind the tools that do. */
export const PARAMETER_LESS = 60;
