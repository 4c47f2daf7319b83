// What a tool can be filtered and compared by, beside its name. generator/outputs/index_files.py writes it.
// SPDX-License-Identifier: Apache-2.0
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
  signal: number[];
  signalSets: number[][];
  hint: (number | null)[];
  confirmed: string;
  leg: number[];
  tokens: (number | null)[];
  required: (number | null)[];
  count: (number | null)[];
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

  private readonly raw: Raw;

  constructor(raw: Raw) {
    this.raw = raw;
    this.servers = raw.servers.map(([publisher, registry, version, captured, summary]) =>
      ({ publisher, registry, version, captured, summary }));
    this.signals = raw.signals.map(([kind, meaning, isOfParameter]) => ({ kind, meaning, isOfParameter }));
  }

  /** From least to most sensitive. */
  get sensitivities(): string[] { return this.raw.sensitivities; }

  /** From mildest to strictest. */
  get effects(): string[] { return this.raw.effects; }

  get statuses(): string[] { return this.raw.statuses; }

  sensitivity(tool: number): string { return this.raw.sensitivities[placeOf(this.raw.sensitivity, tool, 0)]!; }

  effect(tool: number): string { return this.raw.effects[placeOf(this.raw.effect, tool, 0)]!; }

  status(tool: number): string { return this.raw.statuses[placeOf(this.raw.status, tool, 0)]!; }

  /** Places in `signals`. */
  signalsOf(tool: number): number[] { return this.raw.signalSets[this.raw.signal[tool]!]!; }

  hint(tool: number, which: number): Stated {
    const packed = this.raw.hint[tool];
    if (packed == null) return "unknown";
    return (["not stated", "no", "yes"] as const)[Math.floor(packed / 3 ** which) % 3]!;
  }

  /** True when a person chose the category, not a rule. */
  isConfirmed(tool: number): boolean { return this.raw.confirmed[tool] === "y"; }

  /** Bits of `LEGS`. */
  legs(tool: number): number { return this.raw.leg[tool]!; }

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
