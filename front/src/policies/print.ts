// A target's recipe and a plan into the files a reader pastes: the twin of generator/exporters/export.py.
// SPDX-License-Identifier: Apache-2.0
import { scopes } from "./names";
import type { Plan, Printed, Recipe, Remark, RemarkRule } from "./plan";
import { fill, type Scope } from "./text";
import { holds, values } from "./tree";
import { WRITERS } from "./writers";

function remarks(rules: RemarkRule[] | undefined, scope: Scope): Remark[] {
  return (rules ?? []).flatMap((rule) => scope.$servers.flatMap((server: Scope): Remark[] => {
    const ofTools = rule.each !== "servers";
    const hits = (ofTools ? server.$tools as Scope[] : [server]).filter((each) => holds(rule.if, each));
    if (!hits.length) return [];
    const { least } = rule;
    const smallest = least ? Math.min(...hits.map((each) => each[least])) : null;
    const tools = ofTools ? hits.map((each) => each.tool.name) : [];
    return [{ what: rule.what, say: fill(rule.say, { ...server, least: smallest }), server: server.server.key, tools }];
  }));
}

/** The files of the plan in the recipe's format, and what they cannot say. @throws Error when two tools would share one name. */
export function print(recipe: Recipe, plan: Plan): Printed {
  const scope = scopes(plan, recipe.names);
  const files = recipe.documents.flatMap((document) =>
    (document.per === "server" ? scope.$servers as Scope[] : [scope]).filter((each) => holds(document.if ?? {}, each))
      .map((each) => ({
        name: fill(document.file, each), language: document.language, where: document.where,
        text: document.verbatim ? document.root as string : WRITERS[document.format]!(values(document.root, each)[0]),
      })));
  return { files, lost: remarks(recipe.lost, scope), warnings: remarks(recipe.warnings, scope) };
}
