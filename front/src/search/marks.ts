// Which letters of a name a query found.
// SPDX-License-Identifier: Apache-2.0
import { scanNear } from "./near";
import { LEAST_NEAR } from "./several";
import { type Fit, letterPlaces, Text } from "./text";
import { wordsOf } from "./words";

export interface Part {
  text: string;
  isFound: boolean;
}

/** The name in parts, in order: the query as a whole where the name holds it, else each of its words, else what is nearly so. */
export function partsOf(name: string, query: string): Part[] {
  const places = letterPlaces(name);
  const line = new Text(1);
  line.add(name.replaceAll("\n", " "));
  line.close();
  const words = wordsOf(query);
  const isFound = new Array<boolean>(name.length).fill(false);
  const whole = place(line, words.join(""));
  for (const [from, to] of whole ? [whole] : words.map((word) => place(line, word)).filter((each) => each !== null)) {
    isFound.fill(true, places[from], places[to - 1]! + 1);
  }
  const parts: Part[] = [];
  for (let at = 0; at < name.length; at++) {
    const last = parts.at(-1);
    if (last?.isFound === isFound[at]) last!.text += name[at];
    else parts.push({ text: name[at]!, isFound: isFound[at]! });
  }
  return parts;
}

/** The best place of the letters in a text of one line. */
function place(line: Text, letters: string): [from: number, to: number] | null {
  let best: { fit: Fit; from: number; to: number } | undefined;
  const take = (from: number, to: number) => {
    const fit = line.fit(0, from, to);
    if (!best || fit > best.fit) best = { fit, from, to };
  };
  line.scan(letters, (_, at) => take(at, at + letters.length));
  if (!best && letters.length >= LEAST_NEAR) scanNear(line.text, letters, (from, to) => { if (to > from) take(from, to); }, () => false);
  return best ? [best.from, best.to] : null;
}
