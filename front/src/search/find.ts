// A query into what fits it best. Every line gets points: for the whole query without its separators, so that `createRefund`,
// `create_refund` and `create refund` are one; for its words in any order, where a word may name the tool's server instead; and,
// when little was found, for the same with one typing error.
// SPDX-License-Identifier: Apache-2.0
import { type IsUp, scanNear, upAfter } from "./near";
import {
  ALL_OWN, MOST_LETTERS, NEAR, NEAR_PARAMETER_LESS, PARAMETER_LESS, type Points, SAME_SPELLING, SEVERAL, SEVERAL_NEAR, SHORT_CALLING, WORTH,
} from "./points";
import { LEAST_NEAR, Several } from "./several";
import type { Subject, Subjects } from "./subjects";
import { FIT } from "./text";
import { tellingWords, wordsOf } from "./words";

export interface Answer {
  results: Subject[];
  /** Everything that fits. */
  total: number;
  /** Tools among it. */
  toolCount: number;
}

/** With so few results, near ones are looked for too, unless a tool's name begins with all that was typed. */
const FEW = 8;
const SURE = WORTH.tool[FIT.begin] - MOST_LETTERS;
const MOST_LENGTH = 128;
const MOST_WORDS = 8;
/** A keystroke may take 50 ms; what is typed exactly takes less than half of it. */
const NEAR_BUDGET_MS = 25;

/** Answers queries; keeps its columns from one to the next. */
export class Finder {
  private readonly subjects: Subjects;
  private readonly several: Several;
  private readonly points: Int16Array;

  constructor(subjects: Subjects) {
    this.subjects = subjects;
    this.several = new Several(subjects);
    this.points = new Int16Array(subjects.text.lineCount);
  }

  /** The best results, best first; none for a query without a letter or digit. */
  find(query: string, limit = 12): Answer {
    const asked = query.trim().slice(0, MOST_LENGTH);
    const words = wordsOf(asked).slice(0, MOST_WORDS);
    if (!words.length) return { results: [], total: 0, toolCount: 0 };
    this.points.fill(0);
    this.whole(asked, words.join(""));
    this.calling(words);
    if (words.length > 1) this.words(words, SEVERAL);
    let best = this.best(limit);
    if (best.total < FEW && best.points < SURE) {
      this.near(words);
      best = this.best(limit);
    }
    return { results: best.lines.map((line) => this.subjects.subject(line)), total: best.total, toolCount: best.toolCount };
  }

  private give(line: number, points: number): void {
    if (points > this.points[line]!) this.points[line] = points;
  }

  private worth(line: number): Points {
    const { toolsFrom, parametersFrom, pagesFrom } = this.subjects;
    if (line >= toolsFrom) return WORTH.tool;
    if (line >= parametersFrom) return WORTH.parameter;
    return line >= pagesFrom ? WORTH.page : WORTH.server;
  }

  private isParameter(line: number): boolean {
    return line >= this.subjects.parametersFrom && line < this.subjects.toolsFrom;
  }

  /** Letters of the line beyond those. */
  private beyond(line: number, length: number): number {
    const { starts } = this.subjects.text;
    return Math.min(MOST_LETTERS, Math.max(0, starts[line + 1]! - starts[line]! - 1 - length));
  }

  private whole(asked: string, letters: string): void {
    const { text } = this.subjects;
    const give = (line: number, at: number) => {
      const fit = text.fit(line, at, at + letters.length);
      const same = fit === FIT.whole && this.subjects.nameOf(line) === asked ? SAME_SPELLING : 0;
      this.give(line, this.worth(line)[fit] + same - this.beyond(line, letters.length));
    };
    // A single letter stands nearly everywhere: names that begin with it are enough.
    if (letters.length > 1) return text.scan(letters, give);
    if (text.text.startsWith(letters)) give(0, 0);
    text.scan(`\n${letters}`, (line, at) => give(line + 1, at + 1));
  }

  /** "GitHub MCP server" is GitHub. */
  private calling(words: string[]): void {
    const telling = tellingWords(words);
    if (telling.length === words.length) return;
    const letters = telling.join("");
    const { text, pagesFrom } = this.subjects;
    text.scan(letters, (line, at) => {
      if (text.fit(line, at, at + letters.length) === FIT.whole) this.give(line, SHORT_CALLING);
    }, pagesFrom);
  }

  private words(words: string[], worth: typeof SEVERAL, isUp?: IsUp): void {
    const length = words.join("").length;
    const take = (line: number, ofTen: number, letters: number) => {
      const more = (letters === length ? ALL_OWN : 0) - this.beyond(line, letters) / 2;
      this.give(line, Math.round(worth.least + ofTen * worth.each + more - (this.isParameter(line) ? PARAMETER_LESS : 0)));
    };
    if (!isUp) this.several.find(words, take);
    else this.several.findNear(words, take, isUp);
  }

  private near(words: string[]): void {
    const isUp = upAfter(NEAR_BUDGET_MS);
    const { text } = this.subjects;
    const letters = words.join("");
    if (letters.length < LEAST_NEAR) return;
    let isWhole = false;
    scanNear(text.text, letters, (at, end) => {
      const line = text.lineAt(at);
      const fit = text.fit(line, at, end);
      const points = NEAR[fit];
      isWhole ||= fit === FIT.whole;
      if (points) this.give(line, points - this.beyond(line, letters.length) - (this.isParameter(line) ? NEAR_PARAMETER_LESS : 0));
    }, isUp);
    if (words.length > 1 && !isWhole) this.words(words, SEVERAL_NEAR, isUp);
  }

  private best(limit: number): { lines: number[]; total: number; toolCount: number; points: number } {
    const { points, subjects } = this;
    const lines: number[] = [];
    let total = 0;
    const take = (line: number) => {
      const of = points[line]!;
      total++;
      if (lines.length === limit && of <= points[lines.at(-1)!]!) return;
      let place = lines.length;
      while (place > 0 && points[lines[place - 1]!]! < of) place--;
      lines.splice(place, 0, line);
      if (lines.length > limit) lines.pop();
    };
    // A server has several lines, side by side: the best stands for it.
    for (let line = 0; line < subjects.pagesFrom;) {
      const server = subjects.serverOfLine[line];
      let chosen = line;
      for (; subjects.serverOfLine[line] === server; line++) if (points[line]! > points[chosen]!) chosen = line;
      if (points[chosen]) take(chosen);
    }
    for (let line = subjects.pagesFrom; line < subjects.toolsFrom; line++) if (points[line]) take(line);
    const others = total;
    for (let line = subjects.toolsFrom; line < points.length; line++) if (points[line]) take(line);
    return { lines, total, toolCount: total - others, points: lines.length ? points[lines[0]!]! : 0 };
  }
}
