// Tools as other programs read them: one object a tool, or one line of CSV.
// SPDX-License-Identifier: Apache-2.0
import { HINTS, type Facets } from "../data/facets";
import type { Names } from "../data/names";

export type Cell = string | number | null;

/** null is unknown, or for a word of the server not stated. */
export interface ToolRecord {
  server: string;
  server_name: string;
  tool: string;
  page: string;
  category: string | null;
  risk: string | null;
  advice: string;
  data: string;
  signals: string[];
  status: string;
  judged_by: "person" | "rules";
  parameters: number | null;
  required: number | null;
  tokens: number | null;
  hints: Record<string, string>;
  publisher: string | null;
  package: string | null;
  registry: string | null;
  version: string | null;
  verified: string | null;
}

/** Everything that the index says of a tool, under its exact names. */
export function recordOf(tool: number, names: Names, facts: Facets): ToolRecord {
  const at = names.serverOf[tool]!;
  const server = names.servers[at]!;
  const { publisher, registry, version, captured } = facts.servers[at]!;
  const category = names.category(tool);
  const risk = names.risk(tool);
  return {
    server: server.slug,
    server_name: server.name,
    tool: names.tools[tool]!,
    page: names.path(tool),
    category: category.slug === null ? null : category.name,
    risk: risk.slug === null ? null : risk.name,
    advice: facts.effect(tool),
    data: facts.sensitivity(tool),
    signals: facts.signalsOf(tool).map((place) => facts.signals[place]!.kind),
    status: facts.status(tool),
    judged_by: facts.isConfirmed(tool) ? "person" : "rules",
    parameters: facts.parameterCount(tool),
    required: facts.requiredCount(tool),
    tokens: facts.tokens(tool),
    hints: Object.fromEntries(HINTS.map((hint, which) => [hint, facts.hint(tool, which)])),
    publisher,
    package: server.packageName || null,
    registry,
    version,
    verified: captured,
  };
}

/** A cell as RFC 4180 has it. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export function csvCell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function cellsOf({ signals, hints, ...rest }: ToolRecord): [string, Cell][] {
  return [...Object.entries(rest), ["signals", signals.join(" ")] as [string, Cell], ...Object.entries(hints)];
}

/** The tools as CSV with a line of headings; unknown is an empty cell. */
export function csvOf(tools: Uint32Array, names: Names, facts: Facets): string {
  const lines: string[] = [];
  for (const tool of tools) {
    const cells = cellsOf(recordOf(tool, names, facts));
    if (!lines.length) lines.push(cells.map(([name]) => csvCell(name)).join(","));
    lines.push(cells.map(([, value]) => csvCell(value)).join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
}

/** The tools as a JSON array, one object a line. */
export function jsonOf(tools: Uint32Array, names: Names, facts: Facets): string {
  return `[\n${Array.from(tools, (tool) => JSON.stringify(recordOf(tool, names, facts))).join(",\n")}\n]\n`;
}
