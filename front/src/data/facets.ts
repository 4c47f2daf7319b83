// What a tool can be filtered and compared by, beside its name. generator/outputs/index_files.py writes it.
// SPDX-License-Identifier: Apache-2.0
import { eachValue, numbersOf } from "./columns";
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

  private readonly raw: Raw;
  /** Each set of signals once, and the place of each tool's. */
  private readonly sets: number[][] = [];
  private readonly setOf: Uint32Array;
  private readonly numbers: Record<"tokens" | "required" | "count", Int32Array>;

  constructor(raw: Raw) {
    this.raw = raw;
    this.servers = raw.servers.map(([publisher, registry, version, captured, summary]) =>
      ({ publisher, registry, version, captured, summary }));
    this.signals = raw.signals.map(([kind, meaning, isOfParameter]) => ({ kind, meaning, isOfParameter }));
    const size = raw.confirmed.length;
    this.numbers = { tokens: numbersOf(raw.tokens, size), required: numbersOf(raw.required, size), count: numbersOf(raw.count, size) };
    this.setOf = new Uint32Array(size);
    const known = new Map<string, number>();
    eachValue(raw.signal, (from, to, tool) => {
      const letters = raw.signal.slice(from, to);
      let place = known.get(letters);
      if (place === undefined) {
        place = this.sets.push(letters === "-" ? [] : [...letters].map((_, at) => placeOf(letters, at, 0))) - 1;
        known.set(letters, place);
      }
      this.setOf[tool] = place;
    });
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

  /** Places in `signals`; the same array for the same ones. */
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
  tokens(tool: number): number | null { return known(this.numbers.tokens[tool]!); }

  /** Parameters, and how many of them are required; null when the schema is unknown. */
  parameterCount(tool: number): number | null { return known(this.numbers.count[tool]!); }

  requiredCount(tool: number): number | null { return known(this.numbers.required[tool]!); }
}

function known(number: number): number | null {
  return number < 0 ? null : number;
}

let facets: Promise<Facets> | undefined;

/** The facets, loaded once. @throws Error when they cannot be loaded; the next call tries again. */
export function loadFacets(): Promise<Facets> {
  facets ??= load("assets/data/facets.js").then(() => new Facets(dataOf<Raw>("data/facets")));
  facets.catch(() => { facets = undefined; });
  return facets;
}
