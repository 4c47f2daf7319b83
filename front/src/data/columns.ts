// Columns of words: one text, the values of a server's tools with commas between them, servers with blanks. No value is empty, and a server
// without tools has nothing between the blanks. generator/outputs/columns.py writes them.
// SPDX-License-Identifier: Apache-2.0

/** One for each tool. */
export function valuesOf(column: string): string[] {
  return column.replaceAll(" ", ",").split(",").filter(Boolean);
}

/** One for each tool; null for one that is unknown. */
export function numbersOf(column: string): (number | null)[] {
  return valuesOf(column).map((value) => value === "-" ? null : +value);
}
