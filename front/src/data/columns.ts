// Columns of words: one text, the values of a server's tools with commas between them, servers with blanks. No value is empty.
// generator/outputs/columns.py writes them.
// SPDX-License-Identifier: Apache-2.0

const BLANK = 32;
const COMMA = 44;

/** Calls `found` with where each value begins and ends, by the number of its tool. */
export function eachValue(column: string, found: (from: number, to: number, tool: number) => void): void {
  let tool = 0;
  let from = 0;
  for (let at = 0; at <= column.length; at++) {
    const code = at < column.length ? column.charCodeAt(at) : BLANK;
    if (code !== BLANK && code !== COMMA) continue;
    // A server without tools has nothing between the blanks.
    if (at > from) found(from, at, tool++);
    from = at + 1;
  }
}

/** The numbers of a column of that many tools; -1 for one that is unknown. */
export function numbersOf(column: string, size: number): Int32Array {
  const numbers = new Int32Array(size);
  eachValue(column, (from, to, tool) => {
    let number = 0;
    for (let at = from; at < to; at++) number = number * 10 + column.charCodeAt(at) - 48;
    numbers[tool] = column[from] === "-" ? -1 : number;
  });
  return numbers;
}
