// What policies are printed from in a page: each file is loaded when the first policy is asked for.
// SPDX-License-Identifier: Apache-2.0
import { dataOf, load } from "../data/site";
import type { Plan, Printed, Recipe, ServerPlan, Targets } from "./plan";
import { print } from "./print";

/** A printed policy with what a page says beside it. */
export interface Made extends Printed {
  recipe: Recipe;
  /** Engine, version and date; undefined: not machine-verified. */
  verified: string | undefined;
}

/** @throws Error when it cannot be loaded. */
export async function loadTargets(): Promise<Targets> {
  await load("assets/targets.js");
  return dataOf("");
}

/** @throws Error when it cannot be loaded, as for a server without tools. */
export async function loadPlan(server: string): Promise<ServerPlan> {
  await load(`tools/${server}/policies/plan.js`);
  return dataOf(server);
}

/** The plan in that target's format; programs that are the same for all come last. @throws Error when two tools would share one name. */
export function made(data: Targets, target: string, plan: Plan): Made {
  const recipe = data.targets.find((each) => each.target === target)!;
  const printed = print(recipe, plan);
  const programs = new Set(recipe.documents.filter((each) => each.verbatim).map((each) => each.file));
  printed.files.sort((one, other) => Number(programs.has(one.name)) - Number(programs.has(other.name)));
  return { recipe, verified: data.verified[target], ...printed };
}
