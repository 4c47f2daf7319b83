// A plan into scopes: servers and tools with the names that one client gives them. The twin of generator/exporters/names.py.
// SPDX-License-Identifier: Apache-2.0
import type { NameRule, Plan, Recipe } from "./plan";
import { fill, json, type Scope } from "./text";

function name(rules: Record<string, NameRule> | undefined, scope: Scope, seen: Map<string, string>, owner: string): void {
  for (const [key, rule] of Object.entries(rules ?? {})) {
    let made: string = fill(rule.of, scope);
    const given = made;
    if (rule.once && made.startsWith(rule.once + rule.once)) made = made.slice(rule.once.length);
    if (rule.keep) made = made.replace(new RegExp(`[^${rule.keep}]`, "g"), rule.with ?? "");
    if (rule.limit) {
      scope[`${key}_long`] = made.length > rule.limit;
      scope[`${key}_room`] = Math.max(0, scope.server.key.length - (made.length - rule.limit));
    }
    if (rule.shorten && made.length > rule.shorten) {
      const side = (rule.shorten - 3) / 2;
      made = `${made.slice(0, side)}...${made.slice(-side)}`;
    }
    if (rule.cut) made = made.slice(0, rule.cut).replace(/[\ud800-\udbff]$/, "");
    if (rule.skip) made = made.slice(fill(rule.skip, scope).length);
    scope[key] = made;
    scope[`${key}_changed`] = made !== given;
    const other = seen.get(`${key} ${made}`) ?? owner;
    if (rule.unique && other !== owner) {
      throw new Error(`${json(other)} and ${json(owner)} both named ${json(made)} by this client; choose other keys for the servers`);
    }
    seen.set(`${key} ${made}`, other);
  }
}

/** The outermost scope of a plan. @throws Error when a name that has to be unique is not. */
export function scopes(plan: Plan, names: Recipe["names"]): Scope {
  const seen = new Map<string, string>();
  const outermost: Scope = { plan, $servers: [] };
  for (const server of plan.servers) {
    const inside: Scope = { ...outermost, server, $tools: [] };
    name(names?.server, inside, seen, server.key);
    for (const tool of server.tools) {
      const scope: Scope = { ...inside, tool };
      name(names?.tool, scope, seen, `${server.key}/${tool.name}`);
      inside.$tools.push(scope);
    }
    outermost.$servers.push(inside);
  }
  return outermost;
}
