// Made-up catalogs for the unit tests, always the same for the same seed.
// SPDX-License-Identifier: Apache-2.0
import { Facets } from "../../front/src/data/facets";
import { Names } from "../../front/src/data/names";

/** A random number generator (mulberry32): from 0 to below `below`. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

export const HOSTILE = ["a,b", "100%", "a+b", "&q=x", "=1", "none", "none-", "NONE", "é ü", "\u202ertl", "a/b?c#d", "%2C", "<b>", "__proto__", " x "];
const VERBS = ["get", "list", "create", "delete", "send", "run", "pay"];
const SIGNALS = ["path", "URL", "command", "sends-out", "secret-out", "guards"];

export function madeCatalog(servers: number, tools: number, seed = 1): { names: Names; facts: Facets } {
  const random = randomOf(seed);
  const pick = (letters: string) => letters[random(letters.length)]!;
  const column = (letters: string) => Array.from({ length: tools }, () => pick(letters)).join("");
  const slugs = Array.from({ length: servers }, (_, at) => `server-${String(at).padStart(5, "0")}`);
  const own: string[][] = slugs.map(() => []);
  for (let tool = 0; tool < tools; tool++) own[servers ? tool % servers : 0]?.push(`${VERBS[random(VERBS.length)]}_thing_${tool}`);
  const maybe = (most: number) => random(10) ? String(random(most)) : "-";
  const sets = ["-", "A", "BD", "C", "EF", "ABCDEF"];
  const words = (word: () => string) => Array.from({ length: tools }, word).join(",");
  /** As generator/outputs/server_columns.py has them. */
  const hints = Array.from({ length: 83 }, (_, at) => String.fromCharCode(35 + at)).filter((each) => each !== "\\").join("");
  const names = new Names({
    servers: slugs.map((slug, at) => [slug, at % 7 ? `Server ${at}` : "Twice", at % 3 ? `@scope/${slug}` : ""]),
    tools: own.map((each) => each.join(",")).join(" "),
    slugs: own.map(() => "").join(" "),
    categories: [["Read", "read"], ["Write", "write"], ["Execute", "execute"]],
    risks: [["Low", "low"], ["Medium", "medium"], ["High", "high"], ["Critical", "critical"]],
    unreviewed: "Not reviewed",
    category: column("AABC-"),
    risk: column("ABCD-"),
  } as never);
  const facts = new Facets({
    servers: slugs.map((_, at) => [at % 5 ? HOSTILE[random(HOSTILE.length)]! + (at % 2 ? "" : at) : null, at % 4 ? "npm" : at % 8 ? "none" : null, "1.0", "2026-11-20", null]),
    sensitivities: ["ordinary", "private", "personal", "guard", "secret"],
    sensitivity: column("AAABCDE"),
    effects: ["allow", "ask", "deny"],
    effect: column("ABC"),
    statuses: ["verified", "listed-elsewhere", "withdrawn"],
    status: column("AAAAAABC"),
    signals: SIGNALS.map((kind) => [kind, "does", false]),
    signal: words(() => sets[random(sets.length)]!),
    hint: column(hints),
    confirmed: column("yn"),
    leg: column("ABCDEFGH"),
    tokens: words(() => maybe(3000)),
    required: words(() => maybe(4)),
    count: words(() => maybe(12)),
    summaries: slugs.slice(0, 1),
  } as never);
  return { names, facts };
}
