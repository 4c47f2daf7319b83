// All names in one text of small letters and digits, a line each, with the places where words begin. A search through it with
// `indexOf` takes a millisecond or two for 220,000 names, and nothing has to be indexed beforehand.
// SPDX-License-Identifier: Apache-2.0
import { small } from "./words";

const LINE_END = 10;
const FIRST_SIZE = 256;
/** What a letter of ASCII is to the text: 0 a separator, else its small letter. */
const SMALL = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code);
  return /[a-z0-9]/i.test(letter) ? letter.toLowerCase().charCodeAt(0) : 0;
});
const IS_LETTER = /[\p{L}\p{M}\p{N}]/u;
const IS_CAPITAL = /\p{Lu}/u;

/** Where a line holds what was looked for, from worst to best. */
export const FIT = { inside: 1, wordBegin: 2, word: 3, begin: 4, beginWord: 5, whole: 6 } as const;
export type Fit = typeof FIT[keyof typeof FIT];

/** True where a text has a letter or digit; both halves of a sign beyond 16 bits count as letters. */
function isLetter(code: number): boolean {
  return code < 128 ? SMALL[code] !== 0 : (code >= 0xd800 && code < 0xe000) || IS_LETTER.test(String.fromCharCode(code));
}

/** Places of the letters of a name: the n-th letter of its line stands there in the name. */
export function letterPlaces(name: string): number[] {
  return Array.from({ length: name.length }, (_, at) => at).filter((at) => isLetter(name.charCodeAt(at)));
}

export class Text {
  /** The lines, each ended by a line end. */
  text = "";
  /** Place of each line's first letter, and of the text's end. */
  readonly starts: Uint32Array;
  lineCount = 0;

  private codes = new Uint16Array(FIRST_SIZE);
  private begins = new Uint8Array(FIRST_SIZE);
  private length = 0;
  private isAscii = true;

  constructor(lineCount: number) {
    this.starts = new Uint32Array(lineCount + 1);
  }

  /** Adds a line for each part of `names` between the separators. */
  add(names: string, separator = "\n"): void {
    const end = separator.charCodeAt(0);
    this.grow(this.length + names.length + 1);
    // Kind of the letter before: 0 none or a separator, 1 small or a digit, 2 a capital.
    let before = 0;
    for (let at = 0; at <= names.length; at++) {
      const code = at < names.length ? names.charCodeAt(at) : end;
      if (code === end) {
        this.endLine();
        before = 0;
        continue;
      }
      let letter = code < 128 ? SMALL[code]! : 0;
      let kind = letter === 0 ? 0 : code >= 65 && code <= 90 ? 2 : 1;
      if (code >= 128) {
        this.isAscii = false;
        const sign = names[at]!;
        if (isLetter(code)) {
          letter = small(sign).charCodeAt(0);
          kind = IS_CAPITAL.test(sign) ? 2 : 1;
        }
      }
      if (letter) {
        this.codes[this.length] = letter;
        // A capital begins a word behind a small letter, and before one: XML|Parser.
        const next = kind === 2 && before === 2 ? names.charCodeAt(at + 1) : 0;
        if (before === 0 || (kind === 2 && (before === 1 || (next >= 97 && next <= 122)))) this.begins[this.length] = 1;
        this.length++;
      }
      before = kind;
    }
  }

  /** No more lines come. */
  close(): void {
    const codes = this.codes.subarray(0, this.length);
    this.text = this.isAscii ? new TextDecoder("latin1").decode(Uint8Array.from(codes)) : new TextDecoder("utf-16le").decode(codes);
    this.begins = this.begins.slice(0, this.length);
    this.codes = new Uint16Array(0);
  }

  /** How well the letters from `at` up to `end` fit into that line. */
  fit(line: number, at: number, end: number): Fit {
    const isEnd = end === this.starts[line + 1]! - 1;
    const isWordEnd = isEnd || this.begins[end] === 1;
    if (at === this.starts[line]) return isEnd ? FIT.whole : isWordEnd ? FIT.beginWord : FIT.begin;
    return this.begins[at] === 1 ? (isWordEnd ? FIT.word : FIT.wordBegin) : FIT.inside;
  }

  /** Calls `found` for each place of the letters in the first lines, in order. */
  scan(letters: string, found: (line: number, at: number) => void, lineCount = this.lineCount): void {
    const end = this.starts[lineCount]!;
    let line = 0;
    for (let at = this.text.indexOf(letters); at >= 0 && at < end; at = this.text.indexOf(letters, at + 1)) {
      line = this.lineAt(at, line);
      found(line, at);
    }
  }

  /** The line of that place, which is not before the line `from`. */
  lineAt(at: number, from = 0): number {
    if (this.starts[from + 1]! > at) return from;
    let step = 1;
    while (from + step < this.lineCount && this.starts[from + step]! <= at) step *= 2;
    let low = from + (step >> 1);
    let high = Math.min(from + step, this.lineCount);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= at) low = middle; else high = middle;
    }
    return low;
  }

  private endLine(): void {
    this.codes[this.length++] = LINE_END;
    this.starts[++this.lineCount] = this.length;
  }

  private grow(needed: number): void {
    if (needed <= this.codes.length) return;
    const size = Math.max(needed, this.codes.length * 2);
    const [codes, begins] = [this.codes, this.begins];
    (this.codes = new Uint16Array(size)).set(codes);
    (this.begins = new Uint8Array(size)).set(begins);
  }
}
