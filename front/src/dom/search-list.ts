// The list below the search field: APG's combobox with a list whose first entry is selected by itself.
// SPDX-License-Identifier: Apache-2.0
import { addressOf } from "../data/site";
import type { Answer, Finder } from "../search/find";
import { partsOf } from "../search/marks";
import type { Subject } from "../search/subjects";
import { element } from "./element";
import type { SearchBox } from "./search-box";
import { visible } from "./visible";

const KINDS: Record<Subject["kind"], string> = {
  tool: "Tool", server: "Server", parameter: "Parameter", page: "Page", section: "Section", attack: "Attack", category: "Category", risk: "Risk class",
};
/** Kinds whose names are code. */
const IS_CODE = new Set<Subject["kind"]>(["tool", "parameter"]);
const count = (number: number, word: string) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

/** Lets the field search; the query that is already there is answered at once. */
export function attachList(box: SearchBox, finder: Finder): void {
  const { input, list, panel } = box;
  let chosen = -1;
  /** The query that the list answers. */
  let answered = "";

  const isOpen = () => input.ariaExpanded === "true";
  const choose = (place: number) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[place];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    panel.hidden = true;
    input.ariaExpanded = "false";
    choose(-1);
  };
  const open = () => {
    panel.hidden = !answered;
    input.ariaExpanded = String(list.childElementCount > 0);
    choose(list.childElementCount ? 0 : -1);
  };
  const answer = (typed: number) => {
    const query = input.value.trim();
    if (query !== answered) {
      answered = query;
      show(box, query, finder.find(query));
    }
    open();
    performance.clearMeasures("catalog-search");
    performance.measure("catalog-search", { start: typed, end: performance.now(), detail: query });
  };
  /** The next page may be this one, at another place. */
  const leave = () => {
    close();
    input.blur();
  };
  const go = (isElsewhere: boolean) => {
    const option = list.children[chosen];
    if (!(option instanceof HTMLAnchorElement)) return;
    if (isElsewhere) return void window.open(option.href, "_blank", "noopener");
    leave();
    location.assign(option.href);
  };
  const step = (by: number) => {
    if (!isOpen()) return open();
    const { length } = list.children;
    choose((chosen + by + length) % length);
  };
  const keys: Record<string, (event: KeyboardEvent) => void> = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: (event) => { if (isOpen()) go(event.ctrlKey || event.metaKey); },
    Escape: () => {
      if (!panel.hidden) return close();
      if (!input.value) return input.blur();
      input.value = "";
      answer(performance.now());
    },
  };
  input.addEventListener("input", (event) => answer(event.timeStamp));
  input.addEventListener("focus", (event) => answer(event.timeStamp));
  input.addEventListener("keydown", (event) => {
    const act = keys[event.key];
    if (!act || event.isComposing) return;
    event.preventDefault();
    act(event);
  });
  // The field keeps the focus: some browsers give none to a link that is clicked, and the list would be gone before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) leave(); });
  box.say("");
  if (document.activeElement === input) answer(performance.now());
}

function show(box: SearchBox, query: string, { results, total, toolCount }: Answer): void {
  const options = results.map((result) => optionOf(result, query));
  if (toolCount > results.filter((result) => result.kind === "tool").length) {
    const href = `${addressOf("browse/")}?q=${encodeURIComponent(query)}`;
    options.push(element("a", { role: "option", class: "all", href }, "Look for it in Browse"));
  }
  options.forEach((option, place) => {
    option.id = `find-${place}`;
    option.tabIndex = -1;
    option.setAttribute("aria-selected", "false");
  });
  box.list.replaceChildren(...options);
  box.list.scrollTop = 0;
  if (query && !total) return box.say(`Nothing is called \u201c${visible(query)}\u201d.`, "Browse all tools");
  box.say("");
  box.tell(query ? (total > results.length ? `${count(total, "result")}, ${results.length} of them listed` : count(total, "result")) : "");
}

function optionOf(subject: Subject, query: string): HTMLAnchorElement {
  const name = element(IS_CODE.has(subject.kind) ? "code" : "b", {});
  for (const { text, isFound } of partsOf(visible(subject.name), query)) name.append(isFound ? element("mark", {}, text) : text);
  const { kind, of, risk } = subject;
  const about = element("small", {}, of ? `${KINDS[kind]} \u00b7 ${visible(of)}` : KINDS[kind]);
  const tag = risk && element("span", { class: `tag ${risk.slug ? `risk-${risk.slug}` : "not-reviewed"}` }, risk.name);
  return element("a", { role: "option", href: hrefOf(subject.path) }, element("span", {}, name, about), ...(tag ? [tag] : []));
}

/** A path may end in a query or a fragment, which a page opened from a disk keeps behind its own name. */
function hrefOf(path: string): string {
  const end = path.search(/[?#]/);
  return end < 0 ? addressOf(path) : addressOf(path.slice(0, end)) + path.slice(end);
}
