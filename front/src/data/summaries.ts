// The sentences about tools, in files of some servers each. generator/outputs/summary_files.py writes them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "./facets";
import type { Names } from "./names";
import { dataOf, load } from "./site";

/** Place of the last of some sorted slugs that is not behind the one; the first when all are. */
function lastUpTo(slug: string, count: number, slugAt: (at: number) => string): number {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (slugAt(middle) <= slug) low = middle; else high = middle;
  }
  return low;
}

/** Slug of the server with which the file begins that holds the tool's. */
export function summaryFile(tool: number, names: Names, { summaries }: Facets): string {
  return summaries[lastUpTo(names.server(tool).slug, summaries.length, (at) => summaries[at]!)]!;
}

/** The tool's summary; empty when it has none. @throws Error when it cannot be loaded. */
export async function loadSummary(tool: number, names: Names, facets: Facets): Promise<string> {
  const first = summaryFile(tool, names, facets);
  await load(`assets/data/summaries/${first}.js`);
  const { from } = names.servers[lastUpTo(first, names.servers.length, (at) => names.servers[at]!.slug)]!;
  return dataOf<string[]>(`data/summaries/${first}`)[tool - from] ?? "";
}
