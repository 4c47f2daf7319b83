// Numbers and lists in sentences, as generator/views/words.py writes them.
// SPDX-License-Identifier: Apache-2.0

/** With a comma between thousands. */
export const number = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** `1 tool`, `2 tools`. */
export const plural = (count: number, word: string): string => `${number(count)} ${word}${count === 1 ? "" : "s"}`;

/** `a, b and c`. */
export const joined = (words: string[], last = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
