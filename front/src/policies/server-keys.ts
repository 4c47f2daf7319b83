// A server's slug into the short name that a client's configuration gives it: the twin of generator/rules/server_key.py.
// SPDX-License-Identifier: Apache-2.0

const LONGEST = 20;

function short(slug: string): string {
  const words = slug.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const telling = words.filter((word) => word !== "mcp" && word !== "server");
  const [first = "server", ...rest] = telling.length ? telling : words;
  let key = first;
  for (const word of rest) {
    if (key.length + 1 + word.length > LONGEST) break;
    key += `-${word}`;
  }
  return key.slice(0, LONGEST);
}

/** A key for each slug, in order: all different, and none of those taken. */
export function serverKeys(slugs: string[], taken: Iterable<string>): string[] {
  const used = new Set(taken);
  return slugs.map((slug) => {
    const usual = short(slug);
    let key = usual;
    for (let number = 2; used.has(key); number++) {
      const ending = `-${number}`;
      key = usual.slice(0, LONGEST - ending.length).replace(/-+$/, "") + ending;
    }
    used.add(key);
    return key;
  });
}
