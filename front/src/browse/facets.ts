// What tools are filtered by: each facet has values, and for every tool a code that stands for some of them.
// SPDX-License-Identifier: Apache-2.0
import { HINTS, type Facets, type Stated } from "../data/facets";
import type { Names } from "../data/names";

export interface Value {
  /** Stands in the URL. */
  key: string;
  label: string;
  /** CSS class with the value's colour. */
  tone?: string;
}

export interface Facet {
  /** Name of its URL parameter. */
  key: string;
  label: string;
  values: Value[];
  /** One for each tool. */
  codes: Uint32Array;
  /** For each code the places of its values; several where a tool has several. */
  members: readonly (readonly number[])[];
}

const ADVICE: Record<string, string> = { allow: "Allow", ask: "Ask first", deny: "Deny" };
const STATUS: Record<string, [string, string]> = {
  verified: ["yes", "Seen in the released server"],
  "listed-elsewhere": ["listed-elsewhere", "Only listed elsewhere"],
  withdrawn: ["withdrawn", "Withdrawn"],
};
/** Labels of package registries, as generator/views/provenance.py has them. */
const REGISTRIES: Record<string, string> = { pypi: "PyPI", npm: "npm", oci: "Container image", nuget: "NuGet", crates: "crates.io" };
const STATED: Stated[] = ["yes", "no", "not stated", "unknown"];
const HINT_LABELS = ["Hint: read-only", "Hint: destructive", "Hint: idempotent", "Hint: open world"];

/** As a word of the vocabulary stands in a URL. */
function keyOf(word: string): string {
  return word.replace(/\s+/g, "-");
}

/** The words of an advice, as lists print it. */
export function adviceOf(effect: string): string {
  return ADVICE[effect] ?? effect;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** Values that a server has, from the most used words down to none at all. */
function ofServers(key: string, label: string, names: Names, words: (string | null)[], none: string,
  labels: Record<string, string> = {}): Facet {
  const distinct = [...new Set(words.filter((word): word is string => word !== null))].sort();
  const place = new Map(distinct.map((word, at) => [word as string | null, at]));
  const values: Value[] = distinct.map((word) => ({ key: word, label: Object.hasOwn(labels, word) ? labels[word]! : word }));
  if (words.includes(null)) {
    let free = "none";
    while (place.has(free)) free += "-";
    values.push({ key: free, label: none });
  }
  return { key, label, values, codes: names.serverOf, members: words.map((word) => [place.get(word) ?? distinct.length]) };
}

/** Every facet of the page, in its order. */
export function facetsOf(names: Names, facts: Facets): Facet[] {
  const size = names.tools.length;
  const column = (key: string, label: string, values: Value[], code: (tool: number) => number): Facet => {
    const codes = new Uint32Array(size);
    for (let tool = 0; tool < size; tool++) codes[tool] = code(tool);
    return { key, label, values, codes, members: values.map((_, at) => [at]) };
  };
  const plain = (words: readonly string[]): Value[] => words.map((word) => ({ key: keyOf(word), label: capital(word) }));
  const toned = (words: Names["risks"], kind: string): Value[] => words.map(({ name, slug }) =>
    ({ key: keyOf(name), label: name, tone: slug === null ? "not-reviewed" : `${kind}-${slug}` }));
  const places = <Word>(words: readonly Word[]) => new Map(words.map((word, at) => [word, at]));

  const categories = places(names.categories);
  const risks = places(names.risks);
  const data = places(facts.sensitivities);
  const effects = places(facts.effects);
  const statuses = places(facts.statuses);

  const twice = new Set<string>();
  const once = new Set<string>();
  for (const { name } of names.servers) (once.has(name) ? twice : once).add(name);
  return [
    column("category", "Category", toned(names.categories, "category"), (tool) => categories.get(names.category(tool))!),
    column("risk", "Risk", toned(names.risks, "risk"), (tool) => risks.get(names.risk(tool))!),
    { key: "signal", label: "Signal", codes: facts.setOf, members: facts.sets.map((set) => set.length ? set : [facts.signals.length]),
      values: [...facts.signals.map(({ kind }) => ({ key: keyOf(kind), label: kind })), { key: "none", label: "No signal" }] },
    column("data", "Data it touches", plain(facts.sensitivities), (tool) => data.get(facts.sensitivity(tool))!),
    column("advice", "Advice", facts.effects.map((effect) => ({ key: effect, label: adviceOf(effect) })),
      (tool) => effects.get(facts.effect(tool))!),
    { key: "server", label: "Server", codes: names.serverOf, members: names.servers.map((_, at) => [at]),
      values: names.servers.map(({ slug, name }) => ({ key: slug, label: twice.has(name) ? `${name} (${slug})` : name })) },
    ofServers("publisher", "Publisher", names, facts.servers.map(({ publisher }) => publisher), "Not stated"),
    ofServers("registry", "Package registry", names, facts.servers.map(({ registry }) => registry === "none" ? null : registry),
      "No known package", REGISTRIES),
    column("verified", "Verified", facts.statuses.map((status) =>
      ({ key: STATUS[status]?.[0] ?? status, label: STATUS[status]?.[1] ?? status })), (tool) => statuses.get(facts.status(tool))!),
    column("judged", "Category chosen by", [{ key: "person", label: "A person" }, { key: "rules", label: "The rules, or nobody yet" }],
      (tool) => facts.isConfirmed(tool) ? 0 : 1),
    ...HINTS.map((hint, which) => column(hint.replace("Hint", ""), HINT_LABELS[which]!, plain(STATED),
      (tool) => STATED.indexOf(facts.hint(tool, which)))),
  ];
}
