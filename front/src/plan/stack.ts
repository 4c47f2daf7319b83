// The planner's choices and the plans of its servers into one plan: what `policy-catalog export` makes of the same choices.
// SPDX-License-Identifier: Apache-2.0
import { withChoices } from "../policies/by-hand";
import type { Plan, Posture, ServerPlan } from "../policies/plan";
import { withPosture } from "../policies/posture";
import { keysOf, type State } from "./state";

export interface Stack {
  /** Under the posture, without the reader's own choices. */
  before: Plan;
  plan: Plan;
}

/** `plans` are those of the chosen servers, in order; the first of the postures is the one that they were published under. */
export function stackOf(state: State, plans: ServerPlan[], postures: Posture[], readOnly: string[]): Stack {
  const keys = keysOf(state);
  const first: Plan = {
    posture: postures[0]!.name,
    servers: plans.map((plan, at) => ({ ...plan.servers[0]!, key: keys[at]! })),
  };
  const under = (name: string): Plan => withPosture(first, postures.find((each) => each.name === name)!, readOnly);
  const before = under(state.posture);
  return { before, plan: withChoices(before, under(postures[0]!.name), state.choices) };
}
