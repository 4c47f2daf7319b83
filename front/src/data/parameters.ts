// The names of parameters, and who takes them. generator/outputs/index_files.py writes them.
// SPDX-License-Identifier: Apache-2.0
import { valuesOf } from "./columns";
import type { Names } from "./names";
import { dataOf, load } from "./site";

export interface ParameterNames {
  /** Each once, the most used first, then by the alphabet. */
  names: string[];
  /** How many tools take it. */
  counts: number[];
  /** What stands for it in the uses; none begins with another, and each begins with a sign that stands nowhere else in one. */
  codes: string[];
  /** For each server, with blanks between them, the codes of parameters that one of its tools alone takes, and that tool's place. */
  alone: string;
}

/** Number of the tool that alone takes the parameter of the code; undefined when several do. */
export function takerOf(code: string, { alone }: ParameterNames, { servers }: Names): number | undefined {
  const [before, place] = alone.split(`${code}.`);
  return place === undefined ? undefined : servers[before!.split(" ").length - 1]!.from + parseInt(place);
}

export async function loadParameters(): Promise<ParameterNames> {
  await load("assets/data/parameters.js");
  return dataOf("data/parameters");
}

/** The column with the codes of what each tool takes. */
export async function loadParameterUses(): Promise<string> {
  await load("assets/data/parameter-uses.js");
  return dataOf<{ uses: string }>("data/parameter-uses").uses;
}

/** 1 for each tool that takes a parameter with one of the codes. */
export function takersOf(uses: string, codes: readonly string[]): Uint8Array {
  return Uint8Array.from(valuesOf(uses).map((own) => codes.some((code) => own.includes(code)) ? 1 : 0));
}
