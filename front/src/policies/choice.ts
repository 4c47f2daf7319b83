// Chosen servers and tools into one plan, as `policy-catalog export` makes it: the twin of generator/rules/plan.py over published plans.
// SPDX-License-Identifier: Apache-2.0
import type { Plan, PlannedParameter, PlannedTool } from "./plan";
import { byPoints } from "./posture";
import { serverKeys } from "./server-keys";

export interface Chosen {
  /** Slug of the server. */
  server: string;
  /** Exact names of its tools; null for the whole server, with a rule for tools that are not listed. */
  tools: ReadonlySet<string> | null;
}

/** The plan of what was chosen, from the servers' published plans in the same order, under the first posture. */
export function planOf(chosen: readonly Chosen[], plans: readonly Plan[]): Plan {
  const keys = serverKeys(chosen.map(({ server }) => server), []);
  return {
    posture: plans[0]!.posture,
    servers: chosen.map(({ tools }, at) => {
      const server = { ...plans[at]!.servers[0]!, key: keys[at]! };
      if (!tools) return server;
      const own = server.tools.filter(({ name }) => tools.has(name));
      return { ...server, unlisted: null, tools: own, arguments: argumentsOf(own) };
    }),
  };
}

/** Every argument of the tools once, sorted by code points, with the types of all together. */
function argumentsOf(tools: readonly PlannedTool[]): PlannedParameter[] {
  const types = new Map<string, Set<string>>();
  const unstated = new Set<string>();
  for (const { parameters } of tools) for (const each of parameters ?? []) {
    const known = types.get(each.name) ?? new Set();
    types.set(each.name, known);
    for (const type of each.types) known.add(type);
    if (!each.types.length) unstated.add(each.name);
  }
  return [...types].sort(([one], [other]) => byPoints(one, other)).map(([name, known]) => {
    const together = unstated.has(name) ? [] : [...known].sort();
    return { name, types: together, kind: together.length === 1 ? together[0]! : together.length ? "mixed" : "unknown", required: false };
  });
}
