// What the chosen servers expose together: numbers, classes, signals, and what they can do together.
// SPDX-License-Identifier: Apache-2.0
import type { SignalKind } from "../data/facets";
import type { Word } from "../data/names";
import { addressOf } from "../data/site";
import { element } from "../dom/element";
import { CHOICES } from "../policies/by-hand";
import { combinationOf } from "./combination";
import type { Index, Model, StackTool } from "./model";
import { joined, number, plural } from "./words";

/** Tools named for one part and server before the rest is counted; fewer where many servers are named. Chosen. */
const NAMED = 6;
const NAMED_OF_MANY = 2;

const link = (tool: StackTool): HTMLElement => element("a", { href: addressOf(tool.path) }, tool.name);

/** Links to the first tools, then how many more there are. */
function some(tools: StackTool[], most: number): (Node | string)[] {
  const shown = tools.slice(0, most).flatMap((tool, at) => at ? [", ", link(tool)] : [link(tool)]);
  return tools.length > most ? [...shown, ` and ${number(tools.length - most)} more`] : shown;
}

function figures(model: Model): HTMLElement {
  const observed = model.tools.filter((tool) => tool.tokens !== null);
  const tokens = observed.reduce((sum, tool) => sum + tool.tokens!, 0);
  const unknown = model.tools.length - observed.length;
  const effects = CHOICES.map((choice) => [choice, model.tools.filter((tool) => tool.choice === choice).length] as const).filter(([, count]) => count);
  const figure = (term: string, value: string) => element("div", {}, element("dt", {}, term), element("dd", {}, value));
  return element("dl", { class: "figures" },
    figure(model.servers.length === 1 ? "server" : "servers", number(model.servers.length)),
    figure(model.tools.length === 1 ? "tool" : "tools", number(model.tools.length)),
    figure(`tokens of definitions, estimated${unknown ? `; ${plural(unknown, "tool")} not observed` : ""}`, number(tokens)),
    ...effects.map(([choice, count]) => figure(choice, number(count))));
}

/** One bar of parts, and the same in numbers. */
function bar(caption: string, kind: string, words: Word[], of: (tool: StackTool) => string | null, tools: StackTool[]): HTMLElement {
  const parts = words.map((word) => ({
    word, count: tools.filter((tool) => of(tool) === (word.slug === null ? null : word.name)).length,
    style: word.slug === null ? "not-reviewed" : `${kind}-${word.slug}`,
  })).filter((part) => part.count);
  const stripe = element("div", { class: "stripe", "aria-hidden": "true" });
  for (const part of parts) {
    const piece = element("i", { class: part.style });
    piece.style.flexGrow = String(part.count);
    stripe.append(piece);
  }
  return element("div", {}, element("h3", {}, caption), stripe, element("ul", { class: "keys" },
    ...parts.map((part) => element("li", { class: `key ${part.style}` }, `${part.word.name} `, element("b", {}, number(part.count))))));
}

/** `4 tools with a parameter that names a file or folder` */
function meaning({ meaning: says, isOfParameter }: SignalKind, count: number): string {
  return isOfParameter ? `with a parameter that ${says}` : count === 1 ? `that ${says}` : `: each ${says}`;
}

function signals(model: Model, kinds: SignalKind[]): HTMLElement {
  const rows = kinds.flatMap((kind, place) => {
    const tools = model.tools.filter((tool) => tool.signals.includes(place));
    if (!tools.length) return [];
    const on = model.servers.filter((server) => tools.some((tool) => tool.server === server)).map((server) => server.name);
    const says = `${plural(tools.length, "tool")} ${meaning(kind, tools.length)}`.replace(" :", ":");
    return [element("dt", {}, element("span", { class: "signal" }, kind.kind)), element("dd", {}, `${says} (${joined(on)})`)];
  });
  const fold = element("details", {}, element("summary", {}, `Signals: ${number(rows.length / 2)} kinds`), element("dl", { class: "rows" }, ...rows));
  return rows.length ? fold : element("p", {}, "No tool carries a signal.");
}

function together(model: Model): HTMLElement[] {
  const found = combinationOf(model.servers);
  if (!found) return [element("p", {}, "Going by the definitions, no tool reads private data, takes in strangers\u2019 text or carries data out.")];
  return [
    element("p", { class: found.isToxic ? "notice" : null }, found.sentences.join(" ")),
    element("dl", { class: "rows" }, ...found.legs.flatMap((leg) => [
      element("dt", {}, leg.label),
      element("dd", {}, ...leg.servers.map(({ server, tools }) => element("div", {}, element("b", {}, `${server.name}: `), ...some(tools, leg.servers.length > NAMED ? NAMED_OF_MANY : NAMED)))),
    ])),
  ];
}

/** The section, made anew; a fold that was open stays open. */
export function showExposure(section: HTMLElement, index: Index, model: Model): void {
  const wasOpen = section.querySelector("details")?.open;
  section.replaceChildren(
    element("h2", { id: "exposure" }, "What they expose together"),
    figures(model),
    element("div", { class: "pair" },
      bar("By risk class", "risk", index.names.risks, (tool) => tool.risk, model.tools),
      bar("By category", "category", index.names.categories, (tool) => tool.category, model.tools)),
    element("h3", {}, "What the tools can do together"),
    ...together(model),
    signals(model, index.facets.signals));
  const fold = section.querySelector("details");
  if (fold && wasOpen) fold.open = true;
}
