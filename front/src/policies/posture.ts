// A plan into another plan: under a posture, or of one tool alone.
// SPDX-License-Identifier: Apache-2.0
import type { Plan, PlannedTool, Posture, ServerPlan } from "./plan";
import { code } from "./text";

/** The tool under a posture: the twin of generator/rules/posture.py. */
function underPosture(tool: PlannedTool, posture: Posture, readOnly: string[]): PlannedTool {
  const denial = posture.denies.find((each) => (!each.risks.length || tool.risk === null || each.risks.includes(tool.risk))
    && (!each.effects.length || each.effects.includes(tool.effect))
    && (each.modifies === null || each.modifies === !(tool.category !== null && readOnly.includes(tool.category))));
  if (!denial && tool.effect !== "deny") return tool;
  const visibility = [tool.visibility, denial?.visibility].includes("hidden") ? "hidden" : "visible";
  return { ...tool, effect: "deny", visibility, limit: null, constraints: [] };
}

/** The plan under a posture, from the plan under the first one. `readOnly` are the `read_only_categories` of `targets.js`. */
export function withPosture(plan: Plan, posture: Posture, readOnly: string[]): Plan {
  return {
    posture: posture.name,
    servers: plan.servers.map((server) => ({
      ...server,
      unlisted: server.unlisted && posture.unlisted,
      tools: server.tools.map((tool) => underPosture(tool, posture, readOnly)),
    })),
  };
}

/** By code points, as Python sorts. */
export function byPoints(one: string, other: string): number {
  const [left, right] = [[...one], [...other]];
  const place = left.findIndex((each, index) => each !== right[index]);
  return place < 0 ? left.length - right.length : place >= right.length ? 1 : code(left[place]!) - code(right[place]!);
}

/**
 * The plan of one tool alone, saying nothing of the server's others; it may be one of `others`, which the release does not offer.
 * @throws Error when the plan holds no such tool.
 */
export function onlyTool(plan: ServerPlan, name: string): Plan {
  const [server] = plan.servers;
  const tool = [...server?.tools ?? [], ...plan.others].find((each) => each.name === name);
  if (!server || !tool) throw new Error(`the plan holds no tool ${name}`);
  const own = (tool.parameters ?? []).map((each) => ({ ...each, required: false }));
  own.sort((one, other) => byPoints(one.name, other.name));
  return { posture: plan.posture, servers: [{ ...server, unlisted: null, tools: [tool], arguments: own }] };
}
