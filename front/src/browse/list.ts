// The tools found: a grid of which only the rows near the screen are in the page. Arrow keys, Page up and down, Home and End go from row
// to row, left and right between the parts of one; Tab leaves it.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names, Word } from "../data/names";
import { loadSummary, summaryFile } from "../data/summaries";
import { addressOf } from "../data/site";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { adviceOf } from "./facets";
import { number } from "./panel";
import type { SortKey, View } from "./state";
import { heightOf, shownAt, topOf } from "./window";

const COLUMNS: [label: string, sort: SortKey | null, cell: string][] = [
  ["Compare", null, "pick"], ["Tool", "name", "name"], ["Server", "server", "server"], ["Category", "category", "cat"], ["Risk", "risk", "risk"],
  ["Data", null, "data"], ["Advice", null, "effect"], ["Parameters", "parameters", "n"], ["Tokens", "tokens", "n"],
];
const SETTLED_MS = 90;
/** Files of summaries that one screen may load: tools that stand together share one, sorted by name each row could have another. */
const MOST_FILES = 6;

export interface ListActions {
  sort(by: SortKey): void;
  pick(tool: number, isPicked: boolean): void;
  isPicked(tool: number): boolean;
  scrolled(top: number): void;
}

export class List {
  readonly element: HTMLElement;
  private readonly names: Names;
  private readonly facts: Facets;
  private readonly actions: ListActions;
  private readonly head = element("tr", { role: "row", "aria-rowindex": "1" });
  private readonly body = element("tbody", { role: "rowgroup" });
  private readonly table: HTMLTableElement;
  private readonly rows = new Map<number, HTMLTableRowElement>();
  private tools: Uint32Array = new Uint32Array(0);
  private view: View = "table";
  private rowHeight = 40;
  /** Of the rows, below the headings. */
  private viewHeight = 600;
  private current = { row: 0, part: 1 };
  private settled = 0;

  constructor(names: Names, facts: Facets, actions: ListActions) {
    this.names = names;
    this.facts = facts;
    this.actions = actions;
    for (const [label, sort, cell] of COLUMNS) {
      const button = sort && element("button", { type: "button" }, label);
      button?.addEventListener("click", () => actions.sort(sort!));
      const isNarrow = cell === "pick";
      this.head.append(element("th", { role: "columnheader", class: cell, scope: "col", "aria-label": isNarrow ? label : null },
        button ?? (isNarrow ? "vs" : label)));
    }
    this.table = element("table", { class: "rows-of-tools", role: "grid", "aria-label": "Tools", "aria-colcount": String(COLUMNS.length) },
      element("thead", { role: "rowgroup" }, this.head), this.body);
    this.element = element("div", { class: "window", tabindex: "0", role: "region", "aria-label": "Tools found" }, this.table);
    this.element.addEventListener("scroll", () => this.draw(), { passive: true });
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("focusin", (event) => this.focused(event.target as HTMLElement));
    new ResizeObserver(() => this.measure()).observe(this.element);
  }

  /** Where the list is scrolled to, in pixels. */
  get top(): number { return this.element.scrollTop; }

  show(tools: Uint32Array, sort: SortKey, isDown: boolean, view: View, top: number): void {
    this.tools = tools;
    this.view = view;
    this.element.classList.toggle("compact", view === "compact");
    this.table.setAttribute("aria-rowcount", String(tools.length + 1));
    COLUMNS.forEach(([, by], at) => {
      const cell = this.head.children[at]!;
      if (by === sort) cell.setAttribute("aria-sort", isDown ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    });
    this.current = { row: 0, part: 1 };
    this.clear();
    this.size();
    if (this.element.scrollTop !== top) this.element.scrollTop = top;
    this.draw();
  }

  /** Draws the ticks anew, after another part of the page changed what is picked. */
  refresh(): void {
    for (const [row, line] of this.rows) line.querySelector("input")!.checked = this.actions.isPicked(this.tools[row]!);
  }

  private clear(): void {
    this.rows.clear();
    this.body.replaceChildren();
  }

  /** Sizes are asked of the page only when they may have changed: asking between two writes costs a layout. */
  private measure(): void {
    this.viewHeight = this.element.clientHeight - this.head.offsetHeight;
    this.size();
    this.draw();
  }

  private size(): void {
    const root = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const height = Math.round(root * (parseFloat(getComputedStyle(this.element).getPropertyValue("--row-rem")) || 2));
    if (height !== this.rowHeight) this.clear();
    this.rowHeight = height;
    this.table.style.setProperty("--row", `${height}px`);
    this.body.style.height = `${heightOf(this.tools.length, height)}px`;
  }

  private draw(): void {
    const { from, to, offset } = shownAt(this.element.scrollTop, this.viewHeight, this.tools.length, this.rowHeight);
    const kept = document.activeElement instanceof HTMLElement && this.body.contains(document.activeElement) ? this.current.row : -1;
    for (const [row, line] of this.rows) {
      if ((row < from || row >= to) && row !== kept) {
        line.remove();
        this.rows.delete(row);
      }
    }
    let next: Element | null = this.body.firstElementChild;
    for (let row = from; row < to; row++) {
      let line = this.rows.get(row);
      while (next && Number((next as HTMLElement).dataset.row) < row) next = next.nextElementSibling;
      if (!line) {
        line = this.rowOf(row);
        this.rows.set(row, line);
        this.body.insertBefore(line, next);
      }
    }
    for (const [row, line] of this.rows) line.style.transform = `translateY(${row * this.rowHeight + offset}px)`;
    this.rove();
    clearTimeout(this.settled);
    this.settled = setTimeout(() => {
      this.actions.scrolled(this.element.scrollTop);
      this.summarize();
    }, SETTLED_MS);
  }

  private rowOf(row: number): HTMLTableRowElement {
    const { names, facts } = this;
    const tool = this.tools[row]!;
    const at = names.serverOf[tool]!;
    const server = names.servers[at]!;
    const name = visible(names.tools[tool]!);
    const box = element("input", { type: "checkbox", "aria-label": `Compare ${name} of ${visible(server.name)}`, tabindex: "-1" });
    box.checked = this.actions.isPicked(tool);
    box.addEventListener("change", () => this.actions.pick(tool, box.checked));
    const tag = (word: Word, kind: string) =>
      element("span", { class: `tag ${word.slug === null ? "not-reviewed" : `${kind}-${word.slug}`}` }, word.name);
    const amount = (count: number | null) => count === null ? element("i", {}, "unknown") : number(count);
    const status = facts.status(tool);
    const cells: [string, ...(Node | string)[]][] = [
      ["pick", box],
      ["name", element("a", { href: addressOf(names.path(tool)), title: name, tabindex: "-1" }, name),
        ...(status === "verified" ? [] : [element("span", { class: "mark" }, status.replace("-", " "))]), element("small", {})],
      ["server", element("a", { href: addressOf(`tools/${server.slug}/`), title: visible(server.name), tabindex: "-1" }, visible(server.name))],
      ["cat", tag(names.category(tool), "category")],
      ["risk", tag(names.risk(tool), "risk")],
      ["data", facts.sensitivity(tool)],
      ["effect", adviceOf(facts.effect(tool))],
      ["n", amount(facts.parameterCount(tool))],
      ["n", amount(facts.tokens(tool))],
    ];
    return element("tr", { role: "row", "aria-rowindex": String(row + 2), "data-row": String(row), class: row % 2 ? "odd" : undefined },
      ...cells.map(([cell, ...inside]) => cell === "name"
        ? element("th", { role: "rowheader", class: cell, scope: "row" }, ...inside)
        : element("td", { role: "gridcell", class: cell }, ...inside)));
  }

  private summarize(): void {
    if (this.view === "compact") return;
    const files = new Set<string>();
    for (const [row, line] of this.rows) {
      const tool = this.tools[row]!;
      const place = line.querySelector("small")!;
      const file = summaryFile(tool, this.names, this.facts);
      if (place.textContent || (files.size >= MOST_FILES && !files.has(file))) continue;
      files.add(file);
      // Without its summary a row still says all else.
      loadSummary(tool, this.names, this.facts).then((text) => { place.textContent = place.title = visible(text); }, () => undefined);
    }
  }

  private partsOf(row: number): HTMLElement[] {
    return [...this.rows.get(row)?.querySelectorAll<HTMLElement>("a, input") ?? []];
  }

  /** One part of one row is reached by Tab: the current one, or in the first row on the screen when that is out of sight. */
  private rove(): void {
    if (!this.rows.has(this.current.row)) {
      const first = Math.ceil(shownAt(this.element.scrollTop, 0, this.tools.length, this.rowHeight).from);
      this.current.row = this.rows.has(first + 8) ? first + 8 : Math.min(...this.rows.keys(), this.tools.length);
    }
    for (const each of this.body.querySelectorAll<HTMLElement>("[tabindex='0']")) each.tabIndex = -1;
    const part = this.partsOf(this.current.row)[this.current.part];
    if (part) part.tabIndex = 0;
  }

  private focused(target: HTMLElement): void {
    const row = Number(target.closest<HTMLElement>("tr")?.dataset.row);
    this.current = { row, part: Math.max(0, this.partsOf(row).indexOf(target)) };
    this.rove();
    this.intoView(row);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const page = Math.max(1, Math.floor(this.viewHeight / this.rowHeight) - 1);
    const { row, part } = this.current;
    const last = this.tools.length - 1;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [row + 1, part], ArrowUp: [row - 1, part], PageDown: [row + page, part], PageUp: [row - page, part],
      Home: [0, part], End: [last, part], ArrowRight: [row, part + 1], ArrowLeft: [row, part - 1],
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const next = Math.min(Math.max(0, move[0]), last);
    this.current = { row: next, part: Math.min(Math.max(0, move[1]), 2) };
    this.intoView(next);
    this.draw();
    this.partsOf(next)[this.current.part]?.focus({ preventScroll: true });
  }

  private intoView(row: number): void {
    const { viewHeight, rowHeight } = this;
    const at = topOf(row, viewHeight, this.tools.length, rowHeight);
    if (at < this.element.scrollTop) this.element.scrollTop = at;
    else if (at + rowHeight > this.element.scrollTop + viewHeight) this.element.scrollTop = at + rowHeight - viewHeight;
  }
}
