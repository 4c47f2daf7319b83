// The sentences about tools, in files of some servers each. generator/outputs/summary_files.py writes them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "./facets";
import type { Names } from "./names";
import { dataOf, load } from "./site";

/** Slug of the server with which the file begins that holds the tool's. */
export function summaryFile(tool: number, names: Names, { summaries }: Facets): string {
  const { slug } = names.server(tool);
  // Servers stand by their slugs.
  return summaries.findLast((first) => first <= slug)!;
}

/** The tool's summary; empty when it has none. @throws Error when it cannot be loaded. */
export async function loadSummary(tool: number, names: Names, facets: Facets): Promise<string> {
  const first = summaryFile(tool, names, facets);
  await load(`assets/data/summaries/${first}.js`);
  return dataOf<string[]>(`data/summaries/${first}`)[tool - names.servers.find(({ slug }) => slug === first)!.from] ?? "";
}
