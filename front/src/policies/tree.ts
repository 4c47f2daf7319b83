// A recipe's tree and a scope into the data of a document. generator/exporters/tree.py explains the language; this is its twin.
// SPDX-License-Identifier: Apache-2.0
import { at, fill, json, type Scope } from "./text";

/** Scopes of what an `each` walks over. */
function entered(what: string, scope: Scope): Scope[] {
  if (what === "servers" || what === "tools") return scope[`$${what}`];
  return (scope[what === "arguments" ? "server" : "tool"][what] ?? []).map((each: unknown) => ({ ...scope, [what.slice(0, -1)]: each }));
}

const isThere = (value: unknown): boolean => value != null && value !== "" && !(Array.isArray(value) && !value.length);

/** Whether a condition of a recipe holds. */
export function holds(condition: Scope, scope: Scope): boolean {
  return Object.entries(condition).every(([key, wanted]) => {
    if (key === "$not") return !holds(wanted, scope);
    if (key === "$any") return wanted.some((each: Scope) => holds(each, scope));
    if (key === "$some") return entered(wanted.each, scope).some((inner) => holds(wanted.if, inner));
    if (key.endsWith("?")) return isThere(at(key.slice(0, -1), scope)) === wanted;
    const value = at(key, scope);
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
  });
}

function mapping(pairs: [string, any][]): Map<string, any> {
  const made = new Map<string, any>();
  for (const [key, value] of pairs) {
    if (made.has(key)) throw new Error(`two rules under the name ${json(key)}; choose other keys for the servers`);
    made.set(key, value);
  }
  return made;
}

/** Whether it is a list or mapping without anything in it. */
export const isEmpty = (value: unknown): boolean =>
  (Array.isArray(value) && !value.length) || (value instanceof Map && !value.size);

const DIRECTIVES: Record<string, (node: any, scope: Scope) => any[]> = {
  $each: (node, scope) => entered(node.$each, scope).flatMap((inner) => holds(node.$if ?? {}, inner) ? values(node.$do, inner) : []),
  $if: (node, scope) => branch(holds(node.$if, scope) ? node.$then : node.$else, scope),
  $switch: (node, scope) => branch(node.$cases[at(node.$switch, scope)] ?? node.$default, scope),
  $all: (node, scope) => node.$all.flatMap((each: unknown) => values(each, scope)),
  $merge: (node, scope) => [mapping(node.$merge.flatMap((each: unknown) => values(each, scope).flatMap((made) => [...made])))],
  $filled: (node, scope) => {
    const found = values(node.$filled, scope).filter((value) => !isEmpty(value));
    return found.length ? found : branch(node.$else, scope);
  },
  $join: (node, scope) => [values(node.$join, scope)[0].join(node.$by)],
};

const branch = (node: unknown, scope: Scope): any[] => node === undefined ? [] : values(node, scope);

/** The values that a node of a tree gives: usually one; mappings are Maps. @throws Error when two keys of a mapping are the same. */
export function values(node: any, scope: Scope): any[] {
  if (typeof node === "string") return [fill(node, scope)];
  if (Array.isArray(node)) return [node.flatMap((each) => values(each, scope))];
  if (node === null || typeof node !== "object") return [node];
  const directive = Object.keys(node)[0] ?? "";
  if (Object.hasOwn(DIRECTIVES, directive)) return DIRECTIVES[directive]!(node, scope);
  return [mapping(Object.entries(node).flatMap(([key, each]) =>
    values(each, scope).slice(0, 1).map((value): [string, any] => [fill(key, scope), value])))];
}
