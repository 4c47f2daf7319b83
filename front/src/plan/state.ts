// What the reader chose in the planner, to and from the page's address:
// ?server=github&server=slack:work&posture=strict&target=codex&set=github/delete_file:deny
// SPDX-License-Identifier: Apache-2.0
import { ALL_TOOLS, CHOICES, type Choice } from "../policies/by-hand";
import { isKey } from "../policies/key";
import { serverKeys } from "../policies/server-keys";

export interface State {
  /** Slugs in the order they were added, each with the key that the reader gave it, or none. */
  servers: Map<string, string | undefined>;
  posture: string;
  target: string;
  /** By the server's slug, then the tool's name. */
  choices: Map<string, Map<string, Choice>>;
}

/** What there is to choose from; the first of each is the usual one. */
export interface Known {
  isServer(slug: string): boolean;
  postures: string[];
  targets: string[];
}

/** Chosen: more servers than any client runs, so that an address cannot make a page load everything. */
export const MOST_SERVERS = 100;

/** The text before the first separator and the text behind it. */
function cut(text: string, at: number): [string, string] {
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

/** What the address says, and one note for each part of it that says nothing known. */
export function readState(search: string, known: Known): { state: State; notes: string[] } {
  const asked = new URLSearchParams(search);
  const state: State = { servers: new Map(), posture: known.postures[0]!, target: known.targets[0]!, choices: new Map() };
  const notes: string[] = [];
  for (const each of asked.getAll("server")) {
    const [slug, key] = cut(each, each.indexOf(":"));
    if (!known.isServer(slug)) notes.push(`found server ${each}, which the catalog does not have`);
    else if (state.servers.has(slug)) notes.push(`found server ${slug} again`);
    else if (state.servers.size >= MOST_SERVERS) notes.push(`found more than ${MOST_SERVERS} servers; ${slug} is left out`);
    else {
      if (key && !isKey(key)) notes.push(`found a name for ${slug} that no configuration can hold`);
      state.servers.set(slug, isKey(key) ? key : undefined);
    }
  }
  for (const what of ["posture", "target"] as const) {
    const value = asked.get(what);
    if (value === null) continue;
    if (known[`${what}s`].includes(value)) state[what] = value;
    else notes.push(`found ${what} ${value}, expected one of ${known[`${what}s`].join(", ")}`);
  }
  for (const each of asked.getAll("set")) {
    const [where, said] = cut(each, each.lastIndexOf(":"));
    const [slug, tool] = cut(where, where.indexOf("/"));
    const choice = CHOICES.find((one) => one === said);
    if (!choice || !tool || !state.servers.has(slug)) notes.push(`found set ${each}, expected SERVER/TOOL:EFFECT of a server chosen`);
    else state.choices.set(slug, new Map(state.choices.get(slug)).set(tool, choice));
  }
  return { state, notes };
}

const encoded = (text: string): string => encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%3A", ":");

/** The query of the page's address; empty for what is usual. */
export function writeState(state: State, known: Known): string {
  const words = [...state.servers].map(([slug, key]) => `server=${encoded(key === undefined ? slug : `${slug}:${key}`)}`);
  for (const what of ["posture", "target"] as const) {
    if (state[what] !== known[`${what}s`][0]) words.push(`${what}=${encoded(state[what])}`);
  }
  for (const [slug, tool, choice] of edits(state)) words.push(`set=${encoded(`${slug}/${tool}:${choice}`)}`);
  return words.length ? `?${words.join("&")}` : "";
}

/** Every choice for a tool: slug, tool, what was chosen. */
export function edits(state: State): [string, string, Choice][] {
  return [...state.choices].flatMap(([slug, own]) => [...own].map(([tool, choice]): [string, string, Choice] => [slug, tool, choice]));
}

/** Sets a choice, or takes it back; one for all tools of a server replaces those for single ones. */
export function choose(state: State, slug: string, tool: string, choice: Choice | undefined): void {
  const own = tool === ALL_TOOLS ? new Map<string, Choice>() : new Map(state.choices.get(slug));
  if (choice) own.set(tool, choice);
  else own.delete(tool);
  if (own.size) state.choices.set(slug, own);
  else state.choices.delete(slug);
}

/** Takes a server out, with what was chosen for its tools. */
export function remove(state: State, slug: string): void {
  state.servers.delete(slug);
  state.choices.delete(slug);
}

/** The name of each server in the reader's configuration, in order: the reader's own, or a short one. */
export function keysOf(state: State): string[] {
  const named = [...state.servers.values()].filter((key) => key !== undefined);
  const short = serverKeys([...state.servers].filter(([, key]) => key === undefined).map(([slug]) => slug), named);
  return [...state.servers.values()].map((key) => key ?? short.shift()!);
}
