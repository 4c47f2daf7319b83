// The names of parameters, who takes them, and the sentences about tools. generator/outputs/index_files.py writes them.
// SPDX-License-Identifier: Apache-2.0
import { dataOf, load } from "./site";

export interface ParameterNames {
  /** Each once, the most used first. */
  names: string[];
  /** How many tools take it. */
  counts: number[];
  /** Number of the first tool that takes it. */
  first: number[];
}

/** Tools whose summaries share a file: SUMMARIES_A_FILE of generator/outputs/index_files.py. */
const SUMMARIES_A_FILE = 1000;

export async function loadParameters(): Promise<ParameterNames> {
  await load("assets/data/parameters.js");
  return dataOf("data/parameters");
}

/** For each tool the places of its parameters in `ParameterNames.names`; null when its schema is unknown. */
export async function loadParameterUses(): Promise<(number[] | null)[]> {
  await load("assets/data/parameter-uses.js");
  return dataOf("data/parameter-uses");
}

/** Which file of summaries holds the tool's. */
export function summaryPart(tool: number): number {
  return Math.floor(tool / SUMMARIES_A_FILE);
}

/** The tool's summary; empty when it has none. */
export async function loadSummary(tool: number): Promise<string> {
  const part = summaryPart(tool);
  await load(`assets/data/summaries-${part}.js`);
  return dataOf<string[]>(`data/summaries-${part}`)[tool % SUMMARIES_A_FILE] ?? "";
}
