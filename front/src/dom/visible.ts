// Text in which nothing is invisible, as generator/renderers/visible.py prints it: hidden characters become `[U+200B]`.
// SPDX-License-Identifier: Apache-2.0

const SPECIAL = new RegExp("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}\\p{DI}\\p{NChar}\\u2800]"
  + "|(?<=[\\u0300-\\u036f\\u20d0-\\u20ff]{3})[\\u0300-\\u036f\\u20d0-\\u20ff]", "gu");
const PICTURE = /\p{Extended_Pictographic}$/u;

/** The text with every hidden character spelt out; line ends and tabs stay, and one emoji selector behind its emoji. */
export function visible(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(SPECIAL, (found: string, at: number) => {
    if (found === "\n" || found === "\t") return found;
    if (found === "\ufe0f" && PICTURE.test(text.slice(0, at)) && text[at + 1] !== found) return found;
    return `[U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
}
