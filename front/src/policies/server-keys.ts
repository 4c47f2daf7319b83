// Servers' slugs into the short names that a client's configuration gives them: the twin of generator/rules/server_key.py.
// SPDX-License-Identifier: Apache-2.0

const LONGEST = 20;
const NOISE = new Set(["mcp", "server"]);

/** A key for each slug, in order, all different. */
export function serverKeys(slugs: readonly string[]): string[] {
  const used = new Set<string>();
  return slugs.map((slug) => {
    const short = shortKey(slug);
    let key = short;
    for (let number = 2; used.has(key); number++) {
      key = short.slice(0, LONGEST - `-${number}`.length).replace(/-+$/, "") + `-${number}`;
    }
    used.add(key);
    return key;
  });
}

function shortKey(slug: string): string {
  const words = slug.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  let telling = words.filter((word) => !NOISE.has(word));
  if (!telling.length) telling = words.length ? words : ["server"];
  let key = telling[0]!;
  for (const word of telling.slice(1)) {
    if (key.length + 1 + word.length > LONGEST) break;
    key = `${key}-${word}`;
  }
  return key.slice(0, LONGEST);
}
