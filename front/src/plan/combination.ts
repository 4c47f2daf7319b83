// What the tools of several servers can do together that none of them can alone, as generator/views/combination.py words it.
// SPDX-License-Identifier: Apache-2.0
import { LEGS } from "../data/facets";
import type { StackServer, StackTool } from "./model";
import { joined, plural } from "./words";

const PARTS = [
  { bit: LEGS.readsPrivate, label: "Private data in", does: "reads private data" },
  { bit: LEGS.takesUntrusted, label: "Strangers\u2019 text in", does: "takes in strangers\u2019 text" },
  { bit: LEGS.sendsOut, label: "A way out", does: "carries data out" },
];
const ALL = LEGS.readsPrivate | LEGS.takesUntrusted | LEGS.sendsOut;

export interface Leg { label: string; servers: { server: StackServer; tools: StackTool[] }[] }
export interface Combination { isToxic: boolean; sentences: string[]; legs: Leg[] }

/** The three parts over all servers; undefined when no tool is any of them. */
export function combinationOf(servers: StackServer[]): Combination | undefined {
  const tools = servers.flatMap((server) => server.tools);
  const parts = PARTS.map((part) => ({ ...part, tools: tools.filter((tool) => tool.legs & part.bit) }));
  if (!parts.some((part) => part.tools.length)) return undefined;
  const missing = parts.filter((part) => !part.tools.length).map((part) => part.does);
  const isOne = servers.length === 1;
  const legs = parts.map((part) => ({
    label: `${part.label}: ${plural(part.tools.length, "tool")}`,
    servers: servers.map((server) => ({ server, tools: part.tools.filter((tool) => tool.server === server) })).filter((each) => each.tools.length),
  }));
  if (missing.length) {
    const [who, beside] = isOne ? ["this server", "it"] : ["these servers", "them"];
    return { isToxic: false, legs, sentences: [`Going by the definitions, no tool of ${who} ${joined(missing, "or")}; a server beside ${beside} may add that.`] };
  }
  const alone = servers.filter((server) => server.tools.reduce((legsOf, tool) => legsOf | tool.legs, 0) === ALL).map((server) => server.name);
  const sentences = [
    `Going by the definitions, ${isOne ? "this server has" : "these servers together have"} all three parts of a theft of data: text of strangers can `
    + "give the agent orders, a tool reads what is private, and a tool carries it out. Deny or ask on at least one of them.",
  ];
  if (!isOne) sentences.push(alone.length ? `${joined(alone)} ${alone.length === 1 ? "has" : "have"} all three alone.` : "No single one of them has all three.");
  const denied = parts.filter((part) => part.tools.every((tool) => tool.choice === "deny" || tool.choice === "hide"));
  const held = parts.filter((part) => part.tools.every((tool) => tool.choice !== "allow"));
  const named = (those: { label: string }[], last: string): string => joined(those.map((part) => `\u201c${part.label.toLowerCase()}\u201d`), last);
  sentences.push(`By the policy below, ${denied.length ? `every tool of ${named(denied, "and")} is denied`
    : held.length ? `no tool of ${named(held, "or")} runs without asking` : "tools of all three parts run without asking"}.`);
  return { isToxic: true, sentences, legs };
}
