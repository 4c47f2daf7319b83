// What a reader chose for single tools, into a plan: the twin of generator/rules/by_hand.py.
// SPDX-License-Identifier: Apache-2.0
import type { Effect, Plan, PlannedTool } from "./plan";

export type Choice = Effect | "hide";
/** From mildest to strictest. */
export const CHOICES: readonly Choice[] = ["allow", "ask", "deny", "hide"];
/** In place of a tool's name: every tool of the server that is not named itself. */
export const ALL_TOOLS = "*";
/** Choices by the tool's name, of each server by its slug. */
export type Choices = ReadonlyMap<string, ReadonlyMap<string, Choice>>;

/** What the plan does with the tool, as a person would choose it. */
export const choiceOf = (tool: PlannedTool): Choice => tool.visibility === "hidden" ? "hide" : tool.effect;

function byHand(planned: PlannedTool, recommended: PlannedTool, choice: Choice): PlannedTool {
  const before = choiceOf(planned);
  if (choice === before) return planned;
  const isDenied = choice === "deny" || choice === "hide";
  return {
    ...planned,
    effect: choice === "hide" ? "deny" : choice,
    visibility: choice === "hide" ? "hidden" : "visible",
    reason: `Set by hand to ${choice}; recommended: ${before}.`,
    limit: isDenied ? null : recommended.limit,
    constraints: isDenied ? [] : recommended.constraints,
  };
}

/** The plan with the choices; `recommended` is the same plan under the first posture. */
export function withChoices(plan: Plan, recommended: Plan, choices: Choices): Plan {
  return {
    ...plan,
    servers: plan.servers.map((server, at) => {
      const own = choices.get(server.slug);
      if (!own) return server;
      const tools = server.tools.map((tool, place) => {
        const choice = own.get(tool.name) ?? own.get(ALL_TOOLS);
        return choice ? byHand(tool, recommended.servers[at]!.tools[place]!, choice) : tool;
      });
      return { ...server, tools };
    }),
  };
}
