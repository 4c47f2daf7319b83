// What a comparison says, a row a fact. Unknown is a word of its own, never 0 and never "none".
// SPDX-License-Identifier: Apache-2.0
import { adviceOf } from "../browse/facets";
import { HINTS, LEGS, type Facets } from "../data/facets";
import type { Names, Word } from "../data/names";
import type { PlannedParameter } from "../policies/plan";

export interface Cell {
  text: string;
  /** CSS class with the colour of a category or risk class. */
  tone?: string;
  /** From the site's root. */
  path?: string;
  /** Nothing there, or nobody knows: shown in a fainter hand. */
  isFaint?: boolean;
}

export interface Row {
  label: string;
  /** The label is a name of a parameter. */
  isCode?: boolean;
  cells: Cell[];
  /** It says who is compared: not marked, and never left out. */
  isContext?: boolean;
  differs: boolean;
}

export interface Group {
  label: string;
  rows: Row[];
}

const UNKNOWN: Cell = { text: "unknown", isFaint: true };
const ABSENT: Cell = { text: "\u2013", isFaint: true };
const STATUS: Record<string, string> = { verified: "seen in the released server", "listed-elsewhere": "only listed elsewhere", withdrawn: "withdrawn" };
const HINT_LABELS = ["Read-only", "Destructive", "Idempotent", "Open world"];
const LEG_LABELS: [bit: number, label: string][] = [
  [LEGS.readsPrivate, "Tools that read private data"],
  [LEGS.takesUntrusted, "Tools that take in untrusted content"],
  [LEGS.sendsOut, "Tools that send out"],
];

function row(label: string, cells: Cell[], more: Partial<Row> = {}): Row {
  return { label, cells, differs: new Set(cells.map(({ text }) => text)).size > 1, ...more };
}

const format = new Intl.NumberFormat("en-GB");
const amount = (count: number | null): Cell => count === null ? UNKNOWN : { text: format.format(count) };
const word = (text: string | null): Cell => text === null || text === "" ? { text: "not stated", isFaint: true } : { text };
const toned = (kind: string, { name, slug }: Word): Cell => ({ text: name, tone: slug === null ? "not-reviewed" : `${kind}-${slug}` });

/** The rows of some tools. `parameters` has for each tool what it takes; null where nobody knows, undefined where it could not be loaded. */
export function toolRows(
  tools: readonly number[], names: Names, facts: Facets,
  summaries: readonly string[], parameters: readonly (readonly PlannedParameter[] | null | undefined)[],
): Group[] {
  const of = (cell: (tool: number, at: number) => Cell) => tools.map(cell);
  const taken = new Map<string, number>();
  for (const own of parameters) for (const { name } of own ?? []) taken.set(name, (taken.get(name) ?? 0) + 1);
  const shared = [...taken].sort(([, one], [, other]) => other - one).map(([name]) => name);
  return [
    { label: "What it is", rows: [
      row("Server", of((tool) => ({ text: names.server(tool).name, path: `tools/${names.server(tool).slug}/` })), { isContext: true }),
      row("Summary", of((_, at) => word(summaries[at] || null)), { isContext: true }),
      row("Category", of((tool) => toned("category", names.category(tool)))),
      row("Risk", of((tool) => toned("risk", names.risk(tool)))),
      row("Data", of((tool) => ({ text: facts.sensitivity(tool) }))),
      row("Advice", of((tool) => ({ text: adviceOf(facts.effect(tool)) }))),
      row("Signals", of((tool) => {
        const kinds = facts.signalsOf(tool).map((place) => facts.signals[place]!.kind);
        return kinds.length ? { text: kinds.join(", ") } : { text: "none", isFaint: true };
      })),
      row("Tokens of the definition", of((tool) => amount(facts.tokens(tool)))),
    ] },
    { label: "Hints that the server states", rows: HINTS.map((_, which) => row(HINT_LABELS[which]!, of((tool) => {
      const stated = facts.hint(tool, which);
      return { text: stated, isFaint: stated === "not stated" || stated === "unknown" };
    }))) },
    { label: "Parameters", rows: [
      row("Parameters", of((tool) => {
        const [count, required] = [facts.parameterCount(tool), facts.requiredCount(tool)];
        return count === null ? UNKNOWN : { text: `${count}${count ? `, ${required ?? "unknown how many"} required` : ""}` };
      })),
      ...shared.map((name) => row(name, parameters.map((own) => {
        if (!own) return own === null ? UNKNOWN : { text: "not loaded", isFaint: true };
        const found = own.find((each) => each.name === name);
        if (!found) return ABSENT;
        return { text: `${found.types.join(" or ") || "type not stated"}${found.required ? ", required" : ""}` };
      }), { isCode: true })),
    ] },
    { label: "Where it was seen", rows: [
      row("Status", of((tool) => ({ text: STATUS[facts.status(tool)] ?? facts.status(tool) }))),
      row("Version", of((tool) => word(facts.servers[names.serverOf[tool]!]!.version))),
      row("Read on", of((tool) => word(facts.servers[names.serverOf[tool]!]!.captured))),
    ] },
  ];
}

/** The rows of some servers, by their places in `names.servers`. */
export function serverRows(servers: readonly number[], names: Names, facts: Facets): Group[] {
  const own = servers.map((at) => {
    const { from, to } = names.servers[at]!;
    return Array.from({ length: to - from }, (_, step) => from + step);
  });
  const of = (cell: (tools: number[], at: number) => Cell) => own.map((tools, position) => cell(tools, servers[position]!));
  const count = (tools: number[], holds: (tool: number) => boolean): Cell => {
    const found = tools.filter(holds).length;
    return found ? { text: format.format(found) } : { text: "0", isFaint: true };
  };
  const words = (kind: string, all: Word[], wordOf: (tool: number) => Word): Row[] => all
    .filter((each) => each.slug !== null || own.some((tools) => tools.some((tool) => wordOf(tool) === each)))
    .map((each) => row(each.name, of((tools) => {
      const cell = count(tools, (tool) => wordOf(tool) === each);
      return cell.isFaint ? cell : { ...cell, tone: toned(kind, each).tone! };
    })));
  return [
    { label: "What it is", rows: [
      row("Summary", of((_, at) => word(facts.servers[at]!.summary)), { isContext: true }),
      row("Publisher", of((_, at) => word(facts.servers[at]!.publisher))),
      row("Package", of((_, at) => {
        const { registry } = facts.servers[at]!;
        const { packageName } = names.servers[at]!;
        return packageName ? { text: registry ? `${registry}: ${packageName}` : packageName } : UNKNOWN;
      })),
      row("Version", of((_, at) => word(facts.servers[at]!.version))),
      row("Read on", of((_, at) => facts.servers[at]!.captured === null ? { text: "not yet", isFaint: true } : word(facts.servers[at]!.captured))),
    ] },
    { label: "Tools by risk", rows: [
      row("Tools", of((tools) => amount(tools.length))),
      ...words("risk", names.risks, (tool) => names.risk(tool)),
    ] },
    { label: "Tools by category", rows: words("category", names.categories, (tool) => names.category(tool)) },
    { label: "Together", rows: [
      ...LEG_LABELS.map(([bit, label]) => row(label, of((tools) => count(tools, (tool) => (facts.legs(tool) & bit) > 0)))),
      row("All three, enough to steal data", of((tools) =>
        ({ text: tools.reduce((legs, tool) => legs | facts.legs(tool), 0) === 7 ? "yes" : "no" }))),
    ] },
    { label: "Definitions", rows: [
      row("Tokens of all definitions", of((tools) => {
        const known = tools.map((tool) => facts.tokens(tool)).filter((each) => each !== null);
        const sum = format.format(known.reduce((all, each) => all + each, 0));
        const rest = tools.length - known.length;
        return !known.length ? UNKNOWN : { text: rest ? `${sum}, and ${rest} unknown` : sum };
      })),
      ...HINTS.map((_, which) => row(`Hint ${HINT_LABELS[which]!.toLowerCase()}`, of((tools) => {
        const said = new Map<string, number>();
        for (const tool of tools) said.set(facts.hint(tool, which), (said.get(facts.hint(tool, which)) ?? 0) + 1);
        const parts = ["yes", "no", "not stated", "unknown"].filter((each) => said.has(each)).map((each) => `${said.get(each)} ${each}`);
        return parts.length ? { text: parts.join(", ") } : ABSENT;
      }))),
    ] },
  ];
}
