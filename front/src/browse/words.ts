// Tools by words of their own and their server's name.
// SPDX-License-Identifier: Apache-2.0
import type { Names } from "../data/names";
import { wordsOf } from "../search/words";

/** 1 for each tool in whose name, or server's name, slug or package, every word occurs; null when there are no words. */
export function withWords(names: Names, text: string): Uint8Array | null {
  const words = wordsOf(text);
  if (!words.length) return null;
  const passes = new Uint8Array(names.tools.length);
  for (const server of names.servers) {
    const ofServer = `${server.name} ${server.slug} ${server.packageName}`.toLowerCase();
    const left = words.filter((word) => !ofServer.includes(word));
    for (let tool = server.from; tool < server.to; tool++) {
      if (!left.length) passes[tool] = 1;
      else {
        const name = names.tools[tool]!.toLowerCase();
        if (left.every((word) => name.includes(word))) passes[tool] = 1;
      }
    }
  }
  return passes;
}
