// The compare page: the address says what is compared, and the table follows from it.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import { loadSummary } from "../data/summaries";
import { addressOf } from "../data/site";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { loadPlan } from "../policies/loaded";
import type { PlannedParameter } from "../policies/plan";
import { serverRows, toolRows, type Cell, type Group } from "./rows";
import { MOST, parseCompared, printCompared, type Compared } from "./state";

const SUGGESTED = 20;

interface Suggestion { kind: "tool" | "server"; key: string; label: string }

/** Puts the page together inside `place`. */
export function openCompare(place: HTMLElement, names: Names, facts: Facets): void {
  const serverAt = new Map(names.servers.map(({ slug }, at) => [slug, at]));
  const toolAt = (key: string): number | undefined => {
    const [slug = "", tool] = key.split("/");
    const server = names.servers[serverAt.get(slug) ?? -1];
    for (let at = server?.from ?? 0; at < (server?.to ?? 0); at++) if (names.slug(at) === tool) return at;
    return undefined;
  };
  const isKnown = (kind: "tool" | "server", key: string) => kind === "server" ? serverAt.has(key) : toolAt(key) !== undefined;
  let compared: Compared = { kind: "tool", keys: [], onlyDifferences: false };
  let turn = 0;

  const notes = element("p", { class: "notice", role: "alert", hidden: true });
  const status = element("p", { role: "status" });
  const table = element("div", {});
  const only = element("input", { type: "checkbox" });
  const input = element("input", { type: "search", list: "compare-names", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const options = element("datalist", { id: "compare-names" });
  const add = element("button", { type: "submit", class: "act" }, "Add");
  const word = element("span", {});
  const form = element("form", { class: "choices", role: "search", "aria-label": "Add to the comparison" },
    element("label", { class: "wide" }, word, input), options, add,
    element("label", { class: "only" }, only, " Only differences"));

  const may = (kind: Compared["kind"]) => !compared.keys.length || compared.kind === kind;

  /** Tools and servers whose names hold every word; names that begin with the text come first. */
  const suggestions = (text: string): Suggestion[] => {
    const words = text.toLowerCase().split(/[\s_/,-]+/).filter(Boolean);
    if (!words.length) return [];
    const first: Suggestion[] = [];
    const rest: Suggestion[] = [];
    const keep = (isFirst: boolean, made: () => Suggestion) => {
      const list = isFirst ? first : rest;
      if (list.length < SUGGESTED) list.push(made());
    };
    for (const { slug, name, from, to } of names.servers) {
      if (first.length >= SUGGESTED) break;
      const ofServer = `${name} ${slug}`.toLowerCase();
      const left = words.filter((each) => !ofServer.includes(each));
      if (!left.length && may("server")) {
        keep(ofServer.startsWith(words[0]!), () => ({ kind: "server", key: slug, label: `${visible(name)} (server)` }));
      }
      for (let tool = from; tool < to && may("tool"); tool++) {
        const own = names.tools[tool]!.toLowerCase();
        if (left.every((each) => own.includes(each))) {
          keep(own.startsWith(words[0]!), () =>
            ({ kind: "tool", key: `${slug}/${names.slug(tool)}`, label: `${visible(names.tools[tool]!)}, ${visible(name)}` }));
        }
      }
    }
    return [...first, ...rest].slice(0, SUGGESTED);
  };

  const write = (next: Compared) => {
    try {
      history.pushState(null, "", `${location.pathname}${printCompared(next)}`);
    } catch { /* a browser may refuse: the page still compares */ }
  };
  const go = (next: Compared) => {
    write(next);
    void show(next);
  };
  const take = (kind: Compared["kind"], key: string) => {
    input.value = "";
    options.replaceChildren();
    status.textContent = "";
    if (compared.keys.includes(key)) status.textContent = "That is compared already.";
    else if (compared.keys.length >= MOST) status.textContent = "At most five are compared: take one away first.";
    else go({ ...compared, kind, keys: [...compared.keys, key] });
  };

  const cellOf = ({ text, tone, path, isFaint }: Cell): Node | string => {
    const shown = visible(text);
    if (path !== undefined) return element("a", { href: addressOf(path) }, shown);
    if (tone) return element("span", { class: `tag ${tone}` }, shown);
    return isFaint ? element("i", {}, shown) : shown;
  };

  const tableOf = (groups: Group[], heads: { name: string; path: string; key: string }[]): HTMLElement => {
    const columns = heads.map(({ name, path, key }) => {
      const remove = element("button", { type: "button", class: "act", "aria-label": `Remove ${name} from the comparison` }, "\u00d7");
      remove.addEventListener("click", () => {
        go({ ...compared, keys: compared.keys.filter((each) => each !== key) });
        input.focus();
      });
      return element("th", { scope: "col" }, element("a", { href: addressOf(path) }, name), " ", remove);
    });
    const bodies = groups.map(({ label, rows }) => {
      const wanted = rows.filter(({ differs, isContext }) => !compared.onlyDifferences || differs || isContext);
      return element("tbody", {},
        ...(wanted.length ? [element("tr", {}, element("th", { scope: "rowgroup", colspan: String(heads.length + 1), class: "group" }, label))] : []),
        ...wanted.map(({ label: name, isCode, cells, differs, isContext }) => {
          const isMarked = differs && !isContext;
          return element("tr", { class: isMarked ? "differs" : undefined },
            element("th", { scope: "row" },
              ...(isMarked ? [element("span", { class: "sign", role: "img", "aria-label": "Differs:" }, "\u2260")] : []),
              isCode ? element("code", {}, visible(name)) : name),
            ...cells.map((cell) => element("td", {}, cellOf(cell))));
        }));
    });
    return element("div", { class: "scroll", role: "region", "aria-label": "Comparison", tabindex: "0" },
      element("table", { class: "tab side-by-side" },
        element("thead", {}, element("tr", {}, element("td", {}), ...columns)), ...bodies));
  };

  /** What each tool takes, by its server's published plan. */
  const parametersOf = async (tools: number[]): Promise<(readonly PlannedParameter[] | null | undefined)[]> => Promise.all(tools.map(async (tool) => {
    if (facts.parameterCount(tool) === null) return null;
    try {
      const plan = await loadPlan(names.server(tool).slug);
      const found = [...plan.servers[0]!.tools, ...plan.others].find(({ name }) => name === names.tools[tool]);
      return found && found.parameters;
    } catch {
      return undefined;
    }
  }));

  const show = async (next: Compared): Promise<void> => {
    const mine = ++turn;
    compared = next;
    only.checked = next.onlyDifferences;
    word.textContent = next.keys.length ? `Add another ${next.kind}` : "Add a tool or a server";
    const isFull = next.keys.length >= MOST;
    input.disabled = add.disabled = isFull;
    input.placeholder = isFull ? "five at most" : "e.g. create issue";
    if (!next.keys.length) {
      status.textContent = "";
      table.replaceChildren(element("p", {}, "Nothing is compared yet. Add a tool or a server above, or tick up to five tools in ",
        element("a", { href: addressOf("browse/") }, "Browse"), "."));
      return;
    }
    let groups: Group[];
    let heads: { name: string; path: string; key: string }[];
    if (next.kind === "server") {
      const servers = next.keys.map((key) => serverAt.get(key)!);
      groups = serverRows(servers, names, facts);
      heads = servers.map((at) => names.servers[at]!).map(({ name, slug }) => ({ name: visible(name), path: `tools/${slug}/`, key: slug }));
    } else {
      const tools = next.keys.map((key) => toolAt(key)!);
      const [summaries, parameters] = await Promise.all([
        Promise.all(tools.map((tool) => loadSummary(tool, names, facts).catch(() => ""))), parametersOf(tools)]);
      groups = toolRows(tools, names, facts, summaries, parameters);
      heads = tools.map((tool, at) => ({ name: visible(names.tools[tool]!), path: names.path(tool), key: next.keys[at]! }));
    }
    if (mine !== turn) return;
    const differences = groups.flatMap(({ rows }) => rows).filter(({ differs, isContext }) => differs && !isContext).length;
    status.textContent = next.keys.length < 2 ? `One ${next.kind}: add another to compare it with.`
      : differences ? `${differences} ${differences === 1 ? "row differs" : "rows differ"}, marked with \u2260.` : "No row differs.";
    table.replaceChildren(tableOf(groups, heads));
  };

  const fromAddress = () => {
    const { compared: asked, notes: said } = parseCompared(location.search, isKnown);
    notes.hidden = !said.length;
    notes.textContent = said.length ? `Left out: ${said.slice(0, MOST).map((each) => visible(each.slice(0, 200))).join("; ")}.` : "";
    void show(asked);
  };

  let offered: Suggestion[] = [];
  input.addEventListener("input", (event) => {
    const { inputType } = event as InputEvent;
    const chosen = offered.find(({ key }) => key === input.value);
    // An option taken from the list comes as no typing.
    if (chosen && (!inputType || inputType === "insertReplacementText")) return take(chosen.kind, chosen.key);
    offered = suggestions(input.value);
    options.replaceChildren(...offered.map(({ key, label }) => element("option", { value: key, label })));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (isKnown("tool", text) && may("tool")) return take("tool", text);
    if (isKnown("server", text) && may("server")) return take("server", text);
    const found = suggestions(text);
    const chosen = found.find(({ key }) => key === text) ?? (found.length === 1 ? found[0] : undefined);
    if (chosen) take(chosen.kind, chosen.key);
    else status.textContent = found.length ? "Several have names like that: choose one from the list." : "No tool or server has a name like that.";
  });
  only.addEventListener("change", () => go({ ...compared, onlyDifferences: only.checked }));
  addEventListener("popstate", fromAddress);

  place.replaceChildren(element("div", { class: "compare" }, form, notes, status, table));
  fromAddress();
}
