// The posture, and every tool of the stack with what the policy does with it: a select beside what is recommended.
// SPDX-License-Identifier: Apache-2.0
import { addressOf } from "../data/site";
import type { Names } from "../data/names";
import { element } from "../dom/element";
import { ALL_TOOLS, CHOICES, type Choice } from "../policies/by-hand";
import type { Posture } from "../policies/plan";
import type { Model, StackServer, StackTool } from "./model";
import { edits } from "./state";
import { joined, number, plural } from "./words";

export interface Chosen {
  posture(name: string): void;
  /** Undefined: as the posture says. */
  choice(slug: string, tool: string, choice: Choice | undefined): void;
  reset(): void;
}
/** `usual`: what becomes of the tool without a choice of its own. */
interface Row { line: HTMLElement; text: string; usual: Choice; recommended: HTMLElement; select: HTMLSelectElement }
interface Group { fold: HTMLDetailsElement; summary: HTMLElement; all: HTMLSelectElement; rows: Row[] }

/** Chosen: a screen or two; more tools are folded by server. */
const OPEN = 60;
const NAMED = 6;

const options = (usual?: string): HTMLElement[] =>
  [...usual === undefined ? [] : [element("option", { value: "" }, usual)], ...CHOICES.map((each) => element("option", { value: each }, each))];

/** `12 allow, 3 ask` */
function counts(tools: StackTool[]): string {
  return CHOICES.map((choice) => [tools.filter((tool) => tool.choice === choice).length, choice] as const)
    .filter(([count]) => count).map(([count, choice]) => `${number(count)} ${choice}`).join(", ");
}

export function makeChoices(postures: Posture[], names: Names, chosen: Chosen): { nodes: Node[]; show(model: Model): void } {
  const groups = new Map<string, Group>();
  const list = element("div", { class: "stacked" });
  const edited = element("p", { role: "status" });
  const reset = element("button", { type: "button", class: "act" }, "Reset all");
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Name, category, risk or effect" });
  const radios = postures.map((posture) => {
    const radio = element("input", { type: "radio", name: "posture", value: posture.name });
    radio.addEventListener("change", () => chosen.posture(posture.name));
    return radio;
  });
  reset.addEventListener("click", () => {
    field.focus();
    chosen.reset();
  });

  const tone = (risk: string | null): string => {
    const word = names.risks.find((each) => each.name === risk && each.slug !== null);
    return `tag ${word ? `risk-${word.slug}` : "not-reviewed"}`;
  };
  const row = (tool: StackTool): Row => {
    const select = element("select", { "aria-label": `Effect of ${tool.name} on ${tool.server.name}` }, ...options());
    const recommended = element("td", {});
    const line = element("tr", {},
      element("th", { scope: "row" }, element("a", { href: addressOf(tool.path) }, tool.name)),
      element("td", {}, element("span", { class: tone(tool.risk) }, tool.risk ?? "Not reviewed")),
      recommended, element("td", {}, select));
    const made: Row = { line, text: "", usual: tool.before, recommended, select };
    select.addEventListener("change", () => {
      const choice = select.value as Choice;
      chosen.choice(tool.server.slug, tool.name, choice === made.usual ? undefined : choice);
    });
    return made;
  };
  const group = (server: StackServer, isOpen: boolean): Group => {
    const rows = server.tools.map(row);
    const all = element("select", {}, ...options("as recommended"), element("option", { value: "-", disabled: true, hidden: true }, "mixed"));
    all.addEventListener("change", () => chosen.choice(server.slug, ALL_TOOLS, (all.value || undefined) as Choice | undefined));
    const summary = element("summary", {});
    const fold = element("details", {}, summary,
      element("label", { class: "all" }, element("span", {}, `All tools of ${server.name}`), all),
      element("table", { class: "tab plan" }, element("thead", {}, element("tr", {},
        ...["Tool", "Risk", "Recommended", "Effect"].map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, ...rows.map((each) => each.line))));
    fold.open = isOpen;
    return { fold, summary, all, rows };
  };

  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const { fold, rows } of groups.values()) {
      let hits = 0;
      for (const { line, text } of rows) {
        line.hidden = !words.every((word) => text.includes(word));
        if (!line.hidden) hits++;
      }
      fold.hidden = words.length > 0 && !hits;
      if (words.length && hits) fold.open = true;
    }
  };
  field.addEventListener("input", filter);

  const show = (model: Model) => {
    for (const radio of radios) radio.checked = radio.value === model.state.posture;
    for (const slug of groups.keys()) if (!model.state.servers.has(slug)) groups.delete(slug);
    for (const server of model.servers) {
      const one = groups.get(server.slug) ?? group(server, model.tools.length <= OPEN);
      groups.set(server.slug, one);
      const own = model.state.choices.get(server.slug);
      const changed = server.tools.filter((tool) => tool.choice !== tool.before).length;
      one.summary.textContent = `${server.name}: ${plural(server.tools.length, "tool")}${server.tools.length ? ` (${counts(server.tools)})` : ""}${changed ? `, ${number(changed)} set by hand` : ""}`;
      one.all.value = !own ? "" : own.size === 1 ? own.get(ALL_TOOLS) ?? "-" : "-";
      one.rows.forEach((each, at) => {
        const tool = server.tools[at]!;
        each.text = [tool.name, tool.category, tool.risk, tool.choice].join(" ").toLowerCase();
        each.usual = own?.get(ALL_TOOLS) ?? tool.before;
        each.recommended.textContent = tool.before;
        each.select.value = tool.choice;
        each.line.classList.toggle("set", tool.choice !== tool.before);
      });
    }
    const folds = model.servers.map((server) => groups.get(server.slug)!.fold);
    if (folds.length !== list.children.length || folds.some((fold, at) => fold !== list.children[at])) list.replaceChildren(...folds);
    const milder = model.tools.filter((tool) => CHOICES.indexOf(tool.choice) < CHOICES.indexOf(tool.before));
    const count = edits(model.state).length;
    reset.hidden = !count;
    edited.className = milder.length ? "lost" : "aside";
    const named = milder.slice(0, NAMED).map((tool) => tool.name);
    if (milder.length > NAMED) named.push(`${number(milder.length - NAMED)} more`);
    edited.textContent = milder.length ? `${plural(milder.length, "tool")} set milder than recommended: ${joined(named)}.`
      : count ? "Nothing is set milder than recommended." : "";
    filter();
  };
  return {
    nodes: [
      element("fieldset", { class: "postures" }, element("legend", {}, "Posture"), ...postures.map((posture, at) => element("label", {}, radios[at]!,
        element("span", {}, element("b", {}, posture.name.charAt(0).toUpperCase() + posture.name.slice(1)), `: ${posture.meaning}`)))),
      element("div", { class: "bulk" }, element("label", {}, element("span", {}, "Filter the tools"), field), reset), edited, list,
    ],
    show,
  };
}
