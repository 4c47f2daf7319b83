// What a tool can be filtered and compared by, beside its name. generator/outputs/index_files.py writes it.
// SPDX-License-Identifier: Apache-2.0
import { numbersOf, valuesOf } from "./columns";
import { placeOf } from "./names";
import { dataOf, load } from "./site";

interface Raw {
  servers: [publisher: string | null, registry: string | null, version: string | null, captured: string | null, summary: string | null][];
  sensitivities: string[];
  sensitivity: string;
  effects: string[];
  effect: string;
  statuses: string[];
  status: string;
  signals: [kind: string, meaning: string, isOfParameter: boolean][];
  /** A letter for each signal. */
  signal: string;
  hint: string;
  confirmed: string;
  leg: string;
  tokens: string;
  required: string;
  count: string;
  summaries: string[];
}

export interface ServerFacts {
  publisher: string | null;
  registry: string | null;
  version: string | null;
  /** ISO date. */
  captured: string | null;
  summary: string | null;
}

export interface SignalKind {
  kind: string;
  /** Completes "a parameter that ..." or "a tool that ...". */
  meaning: string;
  isOfParameter: boolean;
}

/** The hints of MCP's ToolAnnotations, in the order of the index. */
export const HINTS = ["readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"] as const;
export type Stated = "yes" | "no" | "not stated" | "unknown";

/** Bits of `Facets.legs`: together they are the toxic combination. */
export const LEGS = { readsPrivate: 1, takesUntrusted: 2, sendsOut: 4 } as const;

export class Facets {
  /** One for each server, in the order of `Names.servers`. */
  readonly servers: ServerFacts[];
  readonly signals: SignalKind[];
  /** Each set of signals that a tool has, once: places in `signals`. */
  readonly sets: number[][];
  /** For each tool the place of its signals in `sets`. */
  readonly setOf: Uint32Array;

  private readonly raw: Omit<Raw, "tokens" | "required" | "count"> & Record<"tokens" | "required" | "count", (number | null)[]>;

  constructor(raw: Raw) {
    this.raw = { ...raw, tokens: numbersOf(raw.tokens), required: numbersOf(raw.required), count: numbersOf(raw.count) };
    this.servers = raw.servers.map(([publisher, registry, version, captured, summary]) =>
      ({ publisher, registry, version, captured, summary }));
    this.signals = raw.signals.map(([kind, meaning, isOfParameter]) => ({ kind, meaning, isOfParameter }));
    const words = valuesOf(raw.signal);
    const distinct = [...new Set(words)];
    const place = new Map(distinct.map((word, at) => [word, at]));
    this.setOf = Uint32Array.from(words.map((word) => place.get(word)!));
    this.sets = distinct.map((word) => word === "-" ? [] : [...word].map((_, at) => placeOf(word, at, 0)));
  }

  /** From least to most sensitive. */
  get sensitivities(): string[] { return this.raw.sensitivities; }

  /** From mildest to strictest. */
  get effects(): string[] { return this.raw.effects; }

  get statuses(): string[] { return this.raw.statuses; }

  sensitivity(tool: number): string { return this.raw.sensitivities[placeOf(this.raw.sensitivity, tool, 0)]!; }

  effect(tool: number): string { return this.raw.effects[placeOf(this.raw.effect, tool, 0)]!; }

  status(tool: number): string { return this.raw.statuses[placeOf(this.raw.status, tool, 0)]!; }

  /** Slugs of the servers with which files of summaries begin, in the order of servers. */
  get summaries(): string[] { return this.raw.summaries; }

  /** Places in `signals`. */
  signalsOf(tool: number): number[] { return this.sets[this.setOf[tool]!]!; }

  hint(tool: number, which: number): Stated {
    const code = this.raw.hint.charCodeAt(tool);
    // As generator/outputs/server_columns.py has them: from # on, without the backslash.
    const packed = code - (code > 92 ? 36 : 35);
    if (packed > 80) return "unknown";
    return (["not stated", "no", "yes"] as const)[Math.floor(packed / 3 ** which) % 3]!;
  }

  /** True when a person chose the category, not a rule. */
  isConfirmed(tool: number): boolean { return this.raw.confirmed[tool] === "y"; }

  /** Bits of `LEGS`. */
  legs(tool: number): number { return placeOf(this.raw.leg, tool, 0); }

  /** Estimated tokens of the definition; null when it was not observed. */
  tokens(tool: number): number | null { return this.raw.tokens[tool]!; }

  /** Parameters, and how many of them are required; null when the schema is unknown. */
  parameterCount(tool: number): number | null { return this.raw.count[tool]!; }

  requiredCount(tool: number): number | null { return this.raw.required[tool]!; }
}

let facets: Promise<Facets> | undefined;

/** The facets, loaded once. @throws Error when they cannot be loaded; the next call tries again. */
export function loadFacets(): Promise<Facets> {
  facets ??= load("assets/data/facets.js").then(() => new Facets(dataOf<Raw>("data/facets")));
  facets.catch(() => { facets = undefined; });
  return facets;
}
