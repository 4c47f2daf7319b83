// A name into its words: `createRefund`, `create_refund` and `create-refund` have the same.
// SPDX-License-Identifier: Apache-2.0

/** Words of a server's names and packages that tell no server from another. */
const NOISE = new Set(["mcp", "server"]);

const PARTS = /\p{Lu}+(?![\p{Ll}\p{M}])[\p{N}]*|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}]+|\p{Lu}/gu;

/** The words in small letters; capitals and every other sign than a letter or digit begin one. */
export function wordsOf(name: string): string[] {
  return (name.match(PARTS) ?? []).map(small);
}

/** The same without what every server is called; all of them when nothing else is left. */
export function tellingWords(words: string[]): string[] {
  const left = words.filter((word) => !NOISE.has(word));
  return left.length ? left : words;
}

/** Small letters, one for each: a place in the result is the same place in the text. */
export function small(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : [...text].map((letter) => {
    const one = letter.toLowerCase();
    return one.length === letter.length ? one : letter;
  }).join("");
}
