// The tools found into the policy files of one client or gateway: what `policy-catalog export` prints for them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import { planOf, type Chosen } from "../policies/choice";
import { loadPlan, loadTargets } from "../policies/loaded";
import type { Printed } from "../policies/plan";
import { withPosture } from "../policies/posture";
import { print } from "../policies/print";

export const MOST_SERVERS = 100;

export interface Selection {
  chosen: Chosen[];
  toolCount: number;
  /** Tools that no released server was seen to offer, for which there is nothing to enforce. */
  leftOut: number;
  /** Every offered tool of each server: then the policy is of whole servers. */
  isWhole: boolean;
}

/** The tools by server, in the catalog's order; of whole servers when nothing that they offer is missing. */
export function selectionOf(tools: ArrayLike<number>, names: Names, facts: Facets): Selection {
  const by = new Map<number, Set<string>>();
  let leftOut = 0;
  for (const tool of Array.from(tools).sort((one, other) => one - other)) {
    if (facts.status(tool) !== "verified") { leftOut++; continue; }
    const at = names.serverOf[tool]!;
    by.set(at, (by.get(at) ?? new Set()).add(names.tools[tool]!));
  }
  let toolCount = 0;
  let isWhole = true;
  for (const [at, own] of by) {
    toolCount += own.size;
    const { from, to } = names.servers[at]!;
    let offered = 0;
    for (let tool = from; tool < to; tool++) if (facts.status(tool) === "verified") offered++;
    if (own.size < offered) isWhole = false;
  }
  const chosen = [...by].map(([at, own]) => ({ server: names.servers[at]!.slug, tools: isWhole ? null : own }));
  return { chosen, toolCount, leftOut, isWhole };
}

/** The files, and what their format cannot say. @throws Error with a sentence when two tools would share one name there. */
export async function printPolicy(chosen: readonly Chosen[], target: string, posture: string): Promise<Printed> {
  const [data, ...plans] = await Promise.all([loadTargets(), ...chosen.map(({ server }) => loadPlan(server))]);
  const recipe = data.targets.find((each) => each.target === target)!;
  const stance = data.postures.find((each) => each.name === posture)!;
  return print(recipe, withPosture(planOf(chosen, plans), stance, data.read_only_categories));
}
