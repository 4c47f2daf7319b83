// The words of a query, each looked for by itself: in any order, and in a tool's name or in that of its server.
// SPDX-License-Identifier: Apache-2.0
import { scanNear } from "./near";
import { NEAR_OF_TEN, OF_TEN, SERVER_LESS } from "./points";
import type { Subjects } from "./subjects";
import { FIT, type Fit } from "./text";

/** Within a word, one or two letters stand by chance. */
const LEAST_INSIDE = 3;
export const LEAST_NEAR = 4;

export class Several {
  private readonly subjects: Subjects;
  /** Of the word at hand, for each line and for each server. */
  private readonly held: Uint8Array;
  private readonly heldByServer: Uint8Array;
  /** Of all words so far: 0 for a line that does not hold them all. */
  private readonly sums: Uint8Array;
  /** Letters of the words that the line holds itself. */
  private readonly letters: Uint8Array;
  private readonly isAlive: Uint8Array;

  constructor(subjects: Subjects) {
    this.subjects = subjects;
    const { lineCount } = subjects.text;
    this.held = new Uint8Array(lineCount);
    this.sums = new Uint8Array(lineCount);
    this.letters = new Uint8Array(lineCount);
    this.heldByServer = new Uint8Array(subjects.names.servers.length);
    this.isAlive = new Uint8Array(subjects.names.servers.length);
  }

  /**
   * Calls `found` for each line that holds all the words, one of them itself at least: points of ten on average, and letters of the
   * words that it holds itself. With `until` a word may also have one typing error; the search for those ends then.
   */
  find(words: string[], found: (line: number, ofTen: number, letters: number) => void, until?: number): void {
    this.sums.fill(1);
    this.letters.fill(0);
    this.isAlive.fill(1);
    // Long words are in few names, which spares the others work.
    for (const word of words.toSorted((one, other) => other.length - one.length)) {
      this.look(word, until);
      this.keep(word.length);
    }
    for (let line = 0; line < this.sums.length; line++) {
      if (this.sums[line] && this.letters[line]) found(line, (this.sums[line]! - 1) / words.length, this.letters[line]!);
    }
  }

  private look(word: string, until: number | undefined): void {
    const { text } = this.subjects;
    this.held.fill(0);
    this.heldByServer.fill(0);
    const isShort = word.length < LEAST_INSIDE;
    text.scan(word, (line, at) => {
      const fit = text.fit(line, at, at + word.length);
      if (!isShort || fit !== FIT.inside) this.note(line, fit, OF_TEN);
    });
    if (until === undefined || word.length < LEAST_NEAR) return;
    scanNear(text.text, word, (at, end) => {
      const line = text.lineAt(at);
      this.note(line, text.fit(line, at, end), NEAR_OF_TEN);
    }, until);
  }

  private note(line: number, fit: Fit, worth: Record<Fit, number>): void {
    const value = worth[fit];
    if (value > this.held[line]!) this.held[line] = value;
    if (line >= this.subjects.pagesFrom) return;
    const server = this.subjects.serverOfLine[line]!;
    if (value - SERVER_LESS > this.heldByServer[server]!) this.heldByServer[server] = value - SERVER_LESS;
  }

  /** Leaves in `sums` only the lines that hold this word too. */
  private keep(length: number): void {
    const { toolsFrom, names } = this.subjects;
    this.keepLines(0, toolsFrom, 0, length);
    for (let server = 0; server < names.servers.length; server++) {
      if (!this.isAlive[server]) continue;
      const { from, to } = names.servers[server]!;
      if (!this.keepLines(toolsFrom + from, toolsFrom + to, this.heldByServer[server]!, length)) this.isAlive[server] = 0;
    }
  }

  private keepLines(from: number, to: number, least: number, length: number): boolean {
    const { held, sums, letters } = this;
    let isAny = false;
    for (let line = from; line < to; line++) {
      if (!sums[line]) continue;
      const own = held[line]!;
      const value = own > least ? own : least;
      if (!value) { sums[line] = 0; continue; }
      sums[line]! += value;
      if (own) letters[line]! += length;
      isAny = true;
    }
    return isAny;
  }
}
