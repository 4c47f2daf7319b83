// A printed policy into parts of a page, as templates/partials/policies.html.jinja prints it.
// SPDX-License-Identifier: Apache-2.0
import { element } from "../dom/element";
import type { Made } from "./loaded";
import type { Remark } from "./plan";

const WORDS = { verified: "Verified against ", notVerified: "Not machine-verified.", named: "Tool names: " };
const NAMED = 6;

/** Each sentence once, with the tools it is about. */
function sentences(remarks: Remark[], isOfOneTool: boolean): string[] {
  const found = new Map<string, string[]>();
  for (const each of remarks) found.set(each.say, [...found.get(each.say) ?? [], ...each.tools]);
  return [...found].map(([say, tools]) => {
    if (isOfOneTool || !tools.length) return say;
    const rest = tools.length - NAMED;
    return `${say} (${tools.length} ${tools.length === 1 ? "tool" : "tools"}: ${tools.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""})`;
  });
}

/** The files with their captions, what they cannot say, and where they go. Send `catalog:policies` once they are on the page. */
export function documents(made: Made, isOfOneTool: boolean): Node[] {
  return [
    ...made.files.map((file) => element("figure", { class: "policy" },
      element("figcaption", {}, element("b", {}, made.recipe.label), element("span", {}, file.name)),
      element("pre", { class: "no-copy", tabindex: "0" }, element("code", { class: "doc" }, file.text)),
      element("p", {}, file.where))),
    ...sentences([...made.lost, ...made.warnings], isOfOneTool).map((say) => element("p", { class: "lost" }, say)),
    element("p", { class: "aside" }, made.recipe.where),
    element("p", { class: "aside" }, WORDS.named + made.recipe.addressing),
    element("p", { class: "aside" }, made.verified ? `${WORDS.verified}${made.verified}.` : WORDS.notVerified),
  ];
}
