// What is compared, to and from the query of the address: `?tool=stripe/create-refund&tool=...` or `?server=stripe&server=...`.
// SPDX-License-Identifier: Apache-2.0

export const MOST = 5;

export interface Compared {
  kind: "tool" | "server";
  /** `stripe/create-refund`, or `stripe`; each once. */
  keys: string[];
  onlyDifferences: boolean;
}

/** What the query asks for, and a sentence about each part that was left out. Never throws. */
export function parseCompared(query: string, isKnown: (kind: "tool" | "server", key: string) => boolean): { compared: Compared; notes: string[] } {
  const asked = new URLSearchParams(query);
  const notes: string[] = [];
  const given = [...asked].filter(([name, key]) => (name === "tool" || name === "server") && key) as ["tool" | "server", string][];
  const kind = given[0]?.[0] ?? "tool";
  const keys: string[] = [];
  for (const [name, text] of given) {
    const key = text.replace(/^\/|\/$/g, "");
    if (name !== kind) notes.push(`${text}: tools and servers are not compared with each other`);
    else if (!isKnown(kind, key)) notes.push(`${text}: not in this catalog`);
    else if (keys.includes(key)) continue;
    else if (keys.length === MOST) notes.push(`${text}: at most five are compared`);
    else keys.push(key);
  }
  return { compared: { kind, keys, onlyDifferences: asked.get("only") === "differences" }, notes };
}

/** The query of a comparison, with its `?`; empty for an untouched page. */
export function printCompared({ kind, keys, onlyDifferences }: Compared): string {
  // A slug needs no more than this; the slash stays readable.
  const parts = keys.map((key) => `${kind}=${key.split("/").map(encodeURIComponent).join("/")}`);
  if (onlyDifferences) parts.push("only=differences");
  return parts.length ? `?${parts.join("&")}` : "";
}
