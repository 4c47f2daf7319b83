// The names of parameters, and who takes them. generator/outputs/index_files.py writes them.
// SPDX-License-Identifier: Apache-2.0
import { eachValue } from "./columns";
import type { Names } from "./names";
import { dataOf, load } from "./site";

interface Raw {
  /** By the alphabet. */
  names: string[];
  counts: number[];
  codes: string;
  /** For each server, with blanks between them, the codes of parameters that one of its tools alone takes, and that tool's place. */
  alone: string;
}

export class ParameterNames {
  /** Each once, the most used first, then by the alphabet. */
  readonly names: string[];
  /** How many tools take it. */
  readonly counts: number[];
  /** What stands for it in the uses; none begins with another, and each begins with a sign that stands nowhere else in one. */
  readonly codes: string[];
  private readonly alone: string;

  constructor({ names, counts, codes, alone }: Raw) {
    const most = counts.reduce((one, other) => Math.max(one, other), 0);
    // Count and place in one: sorting plain numbers needs no comparison of ours.
    const order = Float64Array.from(counts, (count, at) => (most - count) * names.length + at).sort();
    const places = Array.from(order, (each) => each % names.length);
    const byAlphabet = codes.split(" ");
    this.names = places.map((at) => names[at]!);
    this.counts = places.map((at) => counts[at]!);
    this.codes = places.map((at) => byAlphabet[at]!);
    this.alone = alone;
  }

  /** Number of the tool that alone takes the parameter at that place; undefined when several do. */
  taker(place: number, { servers }: Names): number | undefined {
    const code = `${this.codes[place]!}.`;
    const at = this.alone.indexOf(code);
    if (at < 0) return undefined;
    return servers[this.alone.slice(0, at).split(" ").length - 1]!.from + Number.parseInt(this.alone.slice(at + code.length), 10);
  }
}

export async function loadParameters(): Promise<ParameterNames> {
  await load("assets/data/parameters.js");
  return new ParameterNames(dataOf<Raw>("data/parameters"));
}

/** The column with the codes of what each tool takes. */
export async function loadParameterUses(): Promise<string> {
  await load("assets/data/parameter-uses.js");
  return dataOf<{ uses: string }>("data/parameter-uses").uses;
}

/** 1 for each of so many tools that takes a parameter with one of the codes. */
export function takersOf(uses: string, codes: readonly string[], size: number): Uint8Array {
  const takers = new Uint8Array(size);
  eachValue(uses, (from, to, tool) => {
    const own = uses.slice(from, to);
    if (codes.some((code) => own.includes(code))) takers[tool] = 1;
  });
  return takers;
}
