// What a reader chose on the page, to and from the query of its address.
// SPDX-License-Identifier: Apache-2.0
import type { Facet } from "./facets";

export const SORTS = ["server", "name", "category", "risk", "parameters", "tokens"] as const;
export type SortKey = (typeof SORTS)[number];
export type View = "table" | "compact";

export interface State {
  /** Words that the names of tool and server hold. */
  q: string;
  /** Name of a parameter that the tools take; empty for any. */
  parameter: string;
  /** For each facet the places of its chosen values; none chosen lets every tool through. */
  chosen: ReadonlySet<number>[];
  sort: SortKey;
  isDown: boolean;
  view: View;
}

/** What sorts from the top down at the first click: the most of it is what a reader looks for. */
export const DOWN_FIRST: ReadonlySet<SortKey> = new Set(["risk", "parameters", "tokens"]);
const LONGEST = 60;

export function emptyState(facets: readonly Facet[]): State {
  return { q: "", parameter: "", chosen: facets.map(() => new Set()), sort: "server", isDown: false, view: "table" };
}

/** The state with other values chosen in one facet. */
export function withChosen(state: State, facet: number, values: ReadonlySet<number>): State {
  return { ...state, chosen: state.chosen.map((each, at) => at === facet ? values : each) };
}

function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Finds a value by its key, in any case, with blanks for hyphens too. */
function finder(facet: Facet): (text: string) => number | undefined {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, "-");
  const exact = new Map(facet.values.map(({ key }, at) => [key, at]));
  const near = new Map(facet.values.map(({ key }, at) => [plain(key), at]));
  return (text) => exact.get(text) ?? near.get(plain(text));
}

/** The state that a query asks for, and a sentence about each part that says nothing known. Never throws. */
export function parseState(query: string, facets: readonly Facet[]): { state: State; notes: string[] } {
  const state = emptyState(facets);
  const notes: string[] = [];
  const unknown = (name: string, value: string) =>
    notes.push(`${name}: ${value.length > LONGEST ? `${value.slice(0, LONGEST)}\u2026` : value}`);
  for (const part of query.replace(/^\?/, "").split("&")) {
    const equals = part.indexOf("=");
    if (equals < 0) continue;
    const key = decoded(part.slice(0, equals));
    const raw = part.slice(equals + 1);
    const text = decoded(raw);
    const place = facets.findIndex((each) => each.key === key);
    if (key === "q") state.q = text.trim();
    else if (key === "parameter") state.parameter = text.trim();
    else if (key === "view") {
      if (text === "table" || text === "compact") state.view = text;
      else unknown("view", text);
    } else if (key === "sort") {
      const sort = SORTS.find((each) => each === text.replace(/^-/, ""));
      if (sort) Object.assign(state, { sort, isDown: text.startsWith("-") });
      else unknown("sort", text);
    } else if (place >= 0 && raw) {
      const find = finder(facets[place]!);
      const values = new Set(state.chosen[place]);
      // A comma between values is plain, one inside a value is encoded; whoever passed the address on may have encoded both.
      for (const word of raw.split(",").map(decoded)) {
        const whole = find(word);
        if (whole !== undefined) values.add(whole);
        else for (const each of word.split(",")) {
          const found = find(each.trim());
          if (found === undefined) unknown(facets[place]!.label, each);
          else values.add(found);
        }
      }
      state.chosen[place] = values;
    }
  }
  return { state, notes };
}

/** The query of a state, with its `?`; empty for the state of an untouched page. */
export function printState(state: State, facets: readonly Facet[]): string {
  const parts: string[] = [];
  const put = (key: string, ...values: string[]) => parts.push(`${key}=${values.map(encodeURIComponent).join(",")}`);
  if (state.q) put("q", state.q);
  facets.forEach((facet, at) => {
    const chosen = [...state.chosen[at]!].sort((one, other) => one - other);
    if (chosen.length) put(facet.key, ...chosen.map((place) => facet.values[place]!.key));
  });
  if (state.parameter) put("parameter", state.parameter);
  if (state.sort !== "server" || state.isDown) put("sort", (state.isDown ? "-" : "") + state.sort);
  if (state.view !== "table") put("view", state.view);
  return parts.length ? `?${parts.join("&")}` : "";
}
