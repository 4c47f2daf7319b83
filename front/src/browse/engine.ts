// Which tools pass, and how many each value would leave: one bit a tool for every filter that it fails. A tool that fails none counts
// everywhere; one that fails a single facet counts in that facet alone, so that its counts respect all filters but itself.
// SPDX-License-Identifier: Apache-2.0
import type { Facet } from "./facets";

export class Engine {
  readonly facets: readonly Facet[];
  readonly size: number;
  private readonly failed: Uint32Array;

  /** At most 30 facets; two bits are left for `words` and `parameter`. */
  constructor(facets: readonly Facet[], size: number) {
    this.facets = facets;
    this.size = size;
    this.failed = new Uint32Array(size);
  }

  /** Lets through the tools that have at least one of the chosen values of that facet; all when none is chosen. */
  choose(at: number, chosen: ReadonlySet<number>): void {
    const { codes, members } = this.facets[at]!;
    const fails = new Uint32Array(members.length);
    if (chosen.size) members.forEach((values, code) => { if (!values.some((value) => chosen.has(value))) fails[code] = 1; });
    this.mark(at, chosen.size ? (tool) => fails[codes[tool]!]! : null);
  }

  /** Lets through what `passes` marks with 1; all for null. */
  limit(which: "words" | "parameter", passes: Uint8Array | null): void {
    this.mark(which === "words" ? 31 : 30, passes && ((tool) => passes[tool]! ^ 1));
  }

  private mark(bit: number, fails: ((tool: number) => number) | null): void {
    const { failed, size } = this;
    const others = ~(1 << bit);
    if (!fails) for (let tool = 0; tool < size; tool++) failed[tool]! &= others;
    else for (let tool = 0; tool < size; tool++) failed[tool] = (failed[tool]! & others) | (fails(tool) << bit);
  }

  /** For each facet how many tools have each value, all other filters applied. */
  counts(): Uint32Array[] {
    return this.facets.map((facet, at) => {
      const bins = binsOf(this.failed, facet.codes, ~(1 << at), facet.members.length);
      const counts = new Uint32Array(facet.values.length);
      facet.members.forEach((values, code) => { for (const value of values) counts[value]! += bins[code]!; });
      return counts;
    });
  }

  /** The tools that pass, in that order of all tools. */
  passing(order: Uint32Array): Uint32Array {
    const { failed } = this;
    const found = new Uint32Array(order.length);
    let count = 0;
    for (let at = 0; at < order.length; at++) {
      const tool = order[at]!;
      if (!failed[tool]) found[count++] = tool;
    }
    return found.subarray(0, count);
  }
}

function binsOf(failed: Uint32Array, codes: Uint32Array, others: number, count: number): Uint32Array {
  const bins = new Uint32Array(count);
  for (let tool = 0; tool < failed.length; tool++) if (!(failed[tool]! & others)) bins[codes[tool]!]!++;
  return bins;
}
