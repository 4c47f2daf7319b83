// The browse page: the address says what is chosen, and everything shown follows from it.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import { loadParameters, loadParameterUses, takersOf } from "../data/parameters";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { Basket } from "./basket";
import { Engine } from "./engine";
import { facetsOf } from "./facets";
import { List } from "./list";
import { Orders } from "./order";
import { number, Panel } from "./panel";
import { saver } from "./save";
import { DOWN_FIRST, emptyState, parseState, printState, SORTS, withChosen, type SortKey, type State } from "./state";
import { withWords } from "./words";

const TYPED_MS = 150;
const NOTES = 4;
const SORT_LABELS: Record<SortKey, string> = {
  server: "Server", name: "Name", category: "Category", risk: "Risk", parameters: "Parameters", tokens: "Tokens",
};

/** Puts the page together inside `place`. */
export function openBrowse(place: HTMLElement, names: Names, facts: Facets): void {
  const facets = facetsOf(names, facts);
  const engine = new Engine(facets, names.tools.length);
  const orders = new Orders(names, facts);
  let state: State = emptyState(facets);
  let found: Uint32Array = new Uint32Array(0);
  let turn = 0;

  const keyOf = (tool: number) => names.path(tool).slice("tools/".length, -1);
  const known = new Set<string>();
  const basket = new Basket((key) => {
    if (!known.size) for (let tool = 0; tool < names.tools.length; tool++) known.add(keyOf(tool));
    return known.has(key);
  }, () => list.refresh());
  const panel = new Panel(facets, (facet, value, isChosen) => {
    const values = new Set(state.chosen[facet]);
    if (isChosen) values.add(value);
    else values.delete(value);
    void go(withChosen(state, facet, values), "push");
  });
  const list = new List(names, facts, {
    sort: (by) => void go({ ...state, sort: by, isDown: state.sort === by ? !state.isDown : DOWN_FIRST.has(by) }, "push"),
    pick: (tool, isPicked) => basket.pick(keyOf(tool), isPicked),
    isPicked: (tool) => basket.has(keyOf(tool)),
    scrolled: (top) => { if (top !== (history.state as { top?: number } | null)?.top) write("replace", location.search, top); },
  });

  const field = (label: string, attributes: Record<string, string>) => {
    const input = element("input", { type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...attributes });
    return { input, label: element("label", {}, element("span", {}, label), input) };
  };
  const words = field("Names of tool and server", { placeholder: "e.g. delete github" });
  const parameter = field("Takes a parameter named", { placeholder: "any", list: "browse-parameters" });
  const parameterNames = element("datalist", { id: "browse-parameters" });
  const status = element("p", { class: "total", role: "status" });
  const notes = element("p", { class: "notice", role: "alert" });
  const chips = element("ul", { class: "chips", "aria-label": "Chosen filters" });
  const nothing = element("p", { class: "nothing" }, "No tool has all of that. Take away one of the filters above.");
  const open = element("button", { type: "button", class: "act unfold", "aria-expanded": "false", "aria-controls": "browse-filters" }, "Filters");
  const sortBy = element("select", { class: "sort", "aria-label": "Sort by" }, ...SORTS.flatMap((sort) => [false, true].map((isDown) =>
    element("option", { value: (isDown ? "-" : "") + sort }, `${SORT_LABELS[sort]}, ${isDown ? "descending" : "ascending"}`))));
  const views = (["table", "compact"] as const).map((view) => {
    const made = element("button", { type: "button", class: "act" }, view === "table" ? "Table" : "Compact");
    made.addEventListener("click", () => void go({ ...state, view }, "push"));
    return { view, made };
  });

  const write = (how: "push" | "replace", query: string, top: number) => {
    const address = `${location.pathname}${query}${location.hash}`;
    try {
      if (how === "push") history.pushState({ top }, "", address);
      else history.replaceState({ top }, "", address);
    } catch { /* a browser may refuse: the page still filters */ }
  };

  const takers = async (wanted: string): Promise<Uint8Array | null> => {
    if (!wanted) return null;
    const [{ names: all, codes }, uses] = await Promise.all([loadParameters(), loadParameterUses()]);
    const lower = wanted.toLowerCase();
    const exact = all.indexOf(wanted);
    return takersOf(uses, codes.filter((_, at) => exact < 0 ? all[at]!.toLowerCase() === lower : at === exact));
  };

  const drawChips = () => {
    const removable = (label: string, next: () => State) => {
      const made = element("button", { type: "button", class: "act", "aria-label": `Remove the filter ${label}` }, `${label} \u00d7`);
      made.addEventListener("click", async () => {
        await go(next(), "push");
        (chips.querySelector("button") ?? words.input).focus();
      });
      return element("li", {}, made);
    };
    const made: HTMLElement[] = [];
    if (state.q) made.push(removable(`Name: ${visible(state.q)}`, () => ({ ...state, q: "" })));
    if (state.parameter) made.push(removable(`Parameter: ${visible(state.parameter)}`, () => ({ ...state, parameter: "" })));
    facets.forEach((facet, at) => {
      for (const value of state.chosen[at]!) {
        made.push(removable(`${facet.label}: ${visible(facet.values[value]!.label)}`, () => {
          const values = new Set(state.chosen[at]);
          values.delete(value);
          return withChosen(state, at, values);
        }));
      }
    });
    if (made.length > 1) {
      const all = element("button", { type: "button", class: "act" }, "Clear all");
      all.addEventListener("click", () => {
        void go({ ...emptyState(facets), sort: state.sort, isDown: state.isDown, view: state.view }, "push");
        words.input.focus();
      });
      made.push(element("li", {}, all));
    }
    chips.replaceChildren(...made);
    chips.hidden = !made.length;
    open.textContent = made.length ? `Filters (${made.length - (made.length > 1 ? 1 : 0)})` : "Filters";
  };

  const draw = (top: number) => {
    found = engine.passing(orders.by(state.sort, state.isDown));
    const isSeen = new Uint8Array(names.servers.length);
    for (const tool of found) isSeen[names.serverOf[tool]!] = 1;
    const servers = isSeen.reduce((sum, each) => sum + each, 0);
    status.textContent = `${number(found.length)} ${found.length === 1 ? "tool" : "tools"} on ${number(servers)} ${servers === 1 ? "server" : "servers"}`;
    panel.show(engine.counts(), state.chosen);
    drawChips();
    nothing.hidden = found.length > 0;
    list.element.hidden = !found.length;
    list.show(found, state.sort, state.isDown, state.view, top);
    sortBy.value = (state.isDown ? "-" : "") + state.sort;
    for (const { view, made } of views) made.setAttribute("aria-pressed", String(view === state.view));
    if (document.activeElement !== words.input) words.input.value = state.q;
    if (document.activeElement !== parameter.input) parameter.input.value = state.parameter;
  };

  /** Shows another state, and says so in the address. */
  const go = async (next: State, how: "push" | "replace" | "none", top = 0): Promise<void> => {
    const mine = ++turn;
    const before = state;
    state = next;
    if (how !== "none") write(how, printState(next, facets), top);
    facets.forEach((_, at) => { if (next.chosen[at] !== before.chosen[at]) engine.choose(at, next.chosen[at]!); });
    if (next.q !== before.q) engine.limit("words", withWords(names, next.q));
    if (next.parameter !== before.parameter) {
      status.textContent = "Loading the parameters\u2026";
      try {
        const passes = await takers(next.parameter);
        if (mine !== turn && state.parameter !== next.parameter) return;
        engine.limit("parameter", passes);
      } catch {
        if (mine !== turn && state.parameter !== next.parameter) return;
        state = { ...state, parameter: "" };
        engine.limit("parameter", null);
        show(["The names of parameters could not be loaded; that filter is off."]);
      }
    }
    draw(top);
  };

  const show = (said: string[]) => {
    const rest = said.length - NOTES;
    notes.hidden = !said.length;
    notes.textContent = said.length ? said.slice(0, NOTES).map(visible).join("; ") + (rest > 0 ? `; and ${rest} more` : "") : "";
  };

  const fromAddress = (top: number) => {
    const { state: asked, notes: unknown } = parseState(location.search, facets);
    show(unknown.length ? [`The address asks for what is not in this catalog, which is left out. ${unknown[0]}`, ...unknown.slice(1)] : []);
    // Sets that say the same stay the same, so that only what changed is counted anew.
    asked.chosen = asked.chosen.map((values, at) => {
      const old = state.chosen[at]!;
      return values.size === old.size && [...values].every((each) => old.has(each)) ? old : values;
    });
    panel.unfold(asked.chosen);
    words.input.value = asked.q;
    parameter.input.value = asked.parameter;
    void go(asked, "none", top);
  };

  /** Each field waits for itself, and for what was in it: a choice made meanwhile draws the fields anew. */
  const typed = (input: HTMLInputElement, change: (text: string) => State) => {
    let typing = 0;
    input.addEventListener("input", () => {
      clearTimeout(typing);
      const text = input.value.trim();
      typing = setTimeout(() => void go(change(text), "replace"), TYPED_MS);
    });
  };
  typed(words.input, (q) => ({ ...state, q }));
  typed(parameter.input, (name) => ({ ...state, parameter: name }));
  parameter.input.addEventListener("focus", async () => {
    if (parameterNames.children.length) return;
    try {
      const { names: all } = await loadParameters();
      parameterNames.replaceChildren(...all.slice(0, 300).map((value) => element("option", { value })));
    } catch { /* the field works without suggestions */ }
  });
  sortBy.addEventListener("change", () => void go({
    ...state, sort: sortBy.value.replace("-", "") as SortKey, isDown: sortBy.value.startsWith("-"),
  }, "push"));
  open.addEventListener("click", () => {
    const isOpen = body.classList.toggle("unfolded");
    open.setAttribute("aria-expanded", String(isOpen));
  });
  addEventListener("popstate", (event) => fromAddress((event.state as { top?: number } | null)?.top ?? 0));

  const body = element("div", { class: "browse" }, open,
    element("div", { class: "filters", id: "browse-filters", role: "group", "aria-label": "Filters" }, panel.element),
    element("div", { class: "results" },
      element("form", { class: "choices", role: "search", "aria-label": "Tools" }, words.label, parameter.label, parameterNames),
      notes,
      element("div", { class: "bar" }, status,
        sortBy,
        element("div", { class: "views", role: "group", "aria-label": "View" }, ...views.map(({ made }) => made)),
        saver(names, facts, () => found)),
      chips, nothing, list.element, basket.element));
  body.querySelector("form")!.addEventListener("submit", (event) => event.preventDefault());
  notes.hidden = true;
  place.replaceChildren(body);
  for (const part of document.querySelectorAll<HTMLElement>("[data-without-script]")) part.hidden = true;
  fromAddress((history.state as { top?: number } | null)?.top ?? 0);
}
