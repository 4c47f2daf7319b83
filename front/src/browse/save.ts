// Downloads of the tools found: CSV, JSON, and the policy of one client or gateway.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import { dataOf, load } from "../data/site";
import { download } from "../dom/clipboard";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { number } from "./panel";
import { MOST_SERVERS, printPolicy, selectionOf } from "./policy";
import { csvOf, jsonOf } from "./records";

interface Formats {
  targets: { target: string; label: string }[];
  postures: { name: string; meaning: string }[];
}

function plural(count: number, word: string): string {
  return `${number(count)} ${word}${count === 1 ? "" : "s"}`;
}

/** The fold with the buttons; `found` gives the tools of the moment. */
export function saver(names: Names, facts: Facets, found: () => Uint32Array): HTMLDetailsElement {
  const say = element("div", { role: "status" });
  const button = (label: string, act: () => void) => {
    const made = element("button", { type: "button", class: "act" }, label);
    made.addEventListener("click", act);
    return made;
  };
  const target = element("select", {});
  const posture = element("select", {});
  const paragraph = (...words: (Node | string)[]) => element("p", {}, ...words);

  const savePolicy = async () => {
    const { chosen, toolCount, leftOut, isWhole } = selectionOf(found(), names, facts);
    const without = leftOut ? ` ${plural(leftOut, "tool")} that no released server was seen to offer: left out.` : "";
    if (!chosen.length) return say.replaceChildren(paragraph(`There is no tool to write a rule for.${without}`));
    if (chosen.length > MOST_SERVERS) {
      return say.replaceChildren(paragraph(
        `These tools are on ${plural(chosen.length, "server")}; a policy file is made for at most ${MOST_SERVERS}. Choose fewer.`));
    }
    say.replaceChildren(paragraph("Printing\u2026"));
    try {
      const { files, lost, warnings } = await printPolicy(chosen, target.value, posture.value);
      for (const { name, text } of files) download(name, text, "text/plain");
      const others = isWhole ? "and for tools that these servers do not list" : "and nothing about the servers' other tools";
      const remarks = [...new Set([...lost, ...warnings].map((each) => each.say))];
      say.replaceChildren(
        paragraph(`${files.map(({ name }) => name).join(", ")}: rules for ${plural(toolCount, "tool")} of ${plural(chosen.length, "server")}, ${others}.${without}`),
        ...(remarks.length ? [element("ul", { class: "lost" }, ...remarks.map((each) => element("li", {}, visible(each))))] : []));
    } catch (error) {
      say.replaceChildren(paragraph(`It could not be printed: ${visible((error as Error).message)}.`));
    }
  };

  const fold = element("details", { class: "save" },
    element("summary", {}, "Download"),
    element("div", {},
      element("p", {}, "What is found now, as ",
        button("CSV", () => download("tools.csv", csvOf(found(), names, facts), "text/csv")), " ",
        button("JSON", () => download("tools.json", jsonOf(found(), names, facts), "application/json")), " or as a policy:"),
      element("div", { class: "choices" },
        element("label", {}, element("span", {}, "Client or gateway"), target),
        element("label", {}, element("span", {}, "Posture"), posture),
        button("Policy file", () => void savePolicy())),
      say));
  fold.addEventListener("toggle", async () => {
    if (!fold.open || target.options.length) return;
    try {
      await load("assets/formats.js");
    } catch {
      return say.replaceChildren(paragraph("The formats could not be loaded; open this part again to try once more."));
    }
    const { targets, postures } = dataOf<Formats>("formats");
    target.replaceChildren(...targets.map((each) => element("option", { value: each.target }, each.label)));
    posture.replaceChildren(...postures.map(({ name, meaning }) =>
      element("option", { value: name, title: meaning }, name.charAt(0).toUpperCase() + name.slice(1))));
  });
  return fold;
}
