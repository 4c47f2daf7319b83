// The words of a query, each looked for by itself: in any order, and in a tool's name or in that of its server.
// SPDX-License-Identifier: Apache-2.0
import { type IsUp, scanNear } from "./near";
import { NEAR_OF_TEN, OF_TEN, type Points, SERVER_LESS } from "./points";
import type { Subjects } from "./subjects";
import { FIT, type Fit } from "./text";

/** Within a word, one or two letters stand by chance. */
const LEAST_INSIDE = 3;
export const LEAST_NEAR = 4;

type Found = (line: number, ofTen: number, letters: number) => void;

export class Several {
  private readonly subjects: Subjects;
  /** Of the word at hand: for each line, all 0 between two words, and for each server. */
  private readonly held: Uint8Array;
  private readonly heldByServer: Uint8Array;
  /** Lines that hold all words so far, `count` of them; and for each its points, and the letters that it holds itself. */
  private readonly lines: Uint32Array;
  private readonly sums: Uint8Array;
  private readonly letters: Uint8Array;
  private count = 0;

  constructor(subjects: Subjects) {
    this.subjects = subjects;
    const { lineCount } = subjects.text;
    this.held = new Uint8Array(lineCount);
    this.heldByServer = new Uint8Array(subjects.names.servers.length);
    this.lines = new Uint32Array(lineCount);
    this.sums = new Uint8Array(lineCount);
    this.letters = new Uint8Array(lineCount);
  }

  /**
   * Calls `found` for each line that holds all the words, one of them itself at least: points of ten on average, and letters of the
   * words that it holds itself.
   */
  find(words: string[], found: Found): void {
    // The longest word is in the fewest names: only those are looked at for the others.
    const [first, ...others] = longestFirst(words);
    this.begin(first!);
    this.finish(words, others, found);
  }

  /** The same with a typing error in one of the words, some lines twice; ends when the time is up. */
  findNear(words: string[], found: Found, isUp: IsUp): void {
    const ordered = longestFirst(words);
    // A word that stands nowhere is the wrong one, and two of them are one too many.
    const unknown = ordered.filter((word) => !this.subjects.text.text.includes(word));
    if (unknown.length > 1) return;
    for (const word of unknown.length ? unknown : ordered) {
      if (word.length < LEAST_NEAR || isUp()) continue;
      this.begin(word, isUp);
      this.finish(words, ordered.toSpliced(ordered.indexOf(word), 1), found);
    }
  }

  private finish(words: string[], others: string[], found: Found): void {
    for (const word of others) if (this.count) this.narrow(word);
    for (let place = 0; place < this.count; place++) {
      if (this.letters[place]) found(this.lines[place]!, this.sums[place]! / words.length, this.letters[place]!);
    }
  }

  /** Starts with the lines that hold the word, with an error in it with `isUp`, and with all tools of the servers that do. */
  private begin(word: string, isUp?: IsUp): void {
    const { held, heldByServer, lines, subjects: { text, toolsFrom, names } } = this;
    this.count = 0;
    this.look(word, text.lineCount, (line, value) => {
      if (!held[line]) lines[this.count++] = line;
      if (value > held[line]!) held[line] = value;
    }, isUp);
    const own = this.count;
    for (let place = 0; place < own; place++) {
      const line = lines[place]!;
      const byServer = line < toolsFrom ? 0 : heldByServer[names.serverOf[line - toolsFrom]!]!;
      this.sums[place] = Math.max(held[line]!, byServer);
      this.letters[place] = word.length;
    }
    for (let server = 0; server < heldByServer.length; server++) {
      if (!heldByServer[server]) continue;
      const { from, to } = names.servers[server]!;
      for (let line = toolsFrom + from; line < toolsFrom + to; line++) {
        if (held[line]) continue;
        lines[this.count] = line;
        this.sums[this.count] = heldByServer[server]!;
        this.letters[this.count++] = 0;
      }
    }
    for (let place = 0; place < own; place++) held[lines[place]!] = 0;
  }

  /** Keeps the lines that hold this word too. */
  private narrow(word: string): void {
    const { subjects: { toolsFrom, pagesFrom, names } } = this;
    this.look(word, pagesFrom, () => undefined);
    let kept = 0;
    for (let place = 0; place < this.count; place++) {
      const line = this.lines[place]!;
      const own = this.heldIn(line, word);
      const value = Math.max(own, line < toolsFrom ? 0 : this.heldByServer[names.serverOf[line - toolsFrom]!]!);
      if (!value) continue;
      this.lines[kept] = line;
      this.sums[kept] = this.sums[place]! + value;
      this.letters[kept++] = this.letters[place]! + (own ? word.length : 0);
    }
    this.count = kept;
  }

  /** Notes points of ten for each of the first lines that holds the word, and fills `heldByServer`. */
  private look(word: string, lineCount: number, note: (line: number, value: number) => void, isUp?: IsUp): void {
    const { text, pagesFrom, serverOfLine } = this.subjects;
    this.heldByServer.fill(0);
    const take = (line: number, at: number, end: number, worth: Points) => {
      const fit = text.fit(line, at, end);
      const value = isChance(word, fit) ? 0 : worth[fit];
      if (!value) return;
      note(line, value);
      if (line >= pagesFrom) return;
      const server = serverOfLine[line]!;
      this.heldByServer[server] = Math.max(this.heldByServer[server]!, value - SERVER_LESS);
    };
    if (!isUp) text.scan(word, (line, at) => take(line, at, at + word.length, OF_TEN), lineCount);
    else scanNear(text.text, word, (at, end) => take(text.lineAt(at), at, end, NEAR_OF_TEN), isUp);
  }

  /** Points of ten that one line holds of the word. */
  private heldIn(line: number, word: string): number {
    const { text } = this.subjects;
    const from = text.starts[line]!;
    const letters = text.text.slice(from, text.starts[line + 1]);
    let best = 0;
    for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + 1)) {
      const fit = text.fit(line, from + at, from + at + word.length);
      if (OF_TEN[fit] > best && !isChance(word, fit)) best = OF_TEN[fit];
    }
    return best;
  }
}

function longestFirst(words: string[]): string[] {
  return words.toSorted((one, other) => other.length - one.length);
}

function isChance(word: string, fit: Fit): boolean {
  return fit === FIT.inside && word.length < LEAST_INSIDE;
}
