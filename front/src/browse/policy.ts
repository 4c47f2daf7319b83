// The tools found into the policy files of one client or gateway: what `policy-catalog export` prints for them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import { dataOf, load } from "../data/site";
import { planOf, publishedPlan, type Chosen, type Plan } from "../policies/choice";

export const MOST_SERVERS = 100;

interface Remark { say: string }
interface Printed { files: { name: string; text: string }[]; lost: Remark[]; warnings: Remark[] }
interface Targets {
  targets: { target: string; label: string }[];
  postures: { name: string }[];
  read_only_categories: string[];
}
interface Policies {
  print(recipe: object, plan: Plan): Printed;
  withPosture(plan: Plan, posture: object, readOnly: string[]): Plan;
}

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
  await Promise.all([load("assets/policies.js"), load("assets/targets.js")]);
  const plans = await Promise.all(chosen.map(({ server }) => publishedPlan(server)));
  const { print, withPosture } = (globalThis as unknown as { catalogPolicies: Policies }).catalogPolicies;
  const data = dataOf<Targets>("");
  const recipe = data.targets.find((each) => each.target === target)!;
  const stance = data.postures.find((each) => each.name === posture)!;
  return print(recipe, withPosture(planOf(chosen, plans), stance, data.read_only_categories));
}
