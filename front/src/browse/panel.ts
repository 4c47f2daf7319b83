// The filters: one fold for each facet, with the values' counts.
// SPDX-License-Identifier: Apache-2.0
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import type { Facet } from "./facets";

/** Values up to which a facet shows all of them in their own order; above, the most frequent come first. */
const SHORT = 12;
const FIRST = 8;
const MORE = 50;
/** Values from which a facet has a field to find one. */
const MANY = 30;
const OPEN = new Set(["category", "risk", "signal", "data", "server"]);

const format = new Intl.NumberFormat("en-GB");
export const number = (count: number): string => format.format(count);

type Choose = (value: number, isChosen: boolean) => void;

/** One facet on the page. */
class FacetView {
  readonly fold: HTMLDetailsElement;
  private readonly facet: Facet;
  private readonly choose: Choose;
  private readonly list = element("ul", {});
  private readonly mark = element("b", {});
  private readonly more = element("button", { type: "button", class: "act" });
  private readonly find: HTMLInputElement | undefined;
  private readonly items = new Map<number, { item: HTMLLIElement; box: HTMLInputElement; count: HTMLElement }>();
  private counts = new Uint32Array(0);
  private chosen: ReadonlySet<number> = new Set();
  private most = FIRST;

  constructor(facet: Facet, choose: Choose) {
    this.facet = facet;
    this.choose = choose;
    this.fold = element("details", { class: "facet" }, element("summary", {}, facet.label, " ", this.mark));
    this.fold.open = OPEN.has(facet.key);
    const group = element("div", { role: "group", "aria-label": facet.label });
    if (facet.values.length > MANY) {
      this.find = element("input", { type: "search", "aria-label": `Find in ${facet.label}`, placeholder: "Find", autocomplete: "off" });
      this.find.addEventListener("input", () => { this.most = FIRST; this.draw(); });
      group.append(this.find);
    }
    this.more.addEventListener("click", () => {
      const before = this.list.children.length;
      this.most += MORE;
      this.draw();
      this.list.children[before]?.querySelector("input")?.focus();
    });
    group.append(this.list, this.more);
    this.fold.append(group);
    this.fold.addEventListener("toggle", () => this.draw());
  }

  show(counts: Uint32Array, chosen: ReadonlySet<number>): void {
    this.counts = counts as Uint32Array<ArrayBuffer>;
    this.chosen = chosen;
    this.mark.textContent = chosen.size ? `${chosen.size} chosen` : "";
    this.draw();
  }

  private draw(): void {
    if (!this.fold.open) return;
    const { wanted, total } = this.wanted();
    const focus = document.activeElement;
    const now = wanted.map((value) => this.itemOf(value));
    if (now.length !== this.list.children.length || now.some((item, at) => item !== this.list.children[at])) {
      this.list.replaceChildren(...now);
      if (focus instanceof HTMLElement && this.list.contains(focus)) focus.focus({ preventScroll: true });
    }
    const rest = total - wanted.length;
    this.more.hidden = rest < 1;
    this.more.textContent = rest > MORE ? `Show ${MORE} more of ${number(rest)}` : `Show ${rest} more`;
  }

  /** The values to show, and how many there are. */
  private wanted(): { wanted: number[]; total: number } {
    const { values } = this.facet;
    const text = this.find?.value.trim().toLowerCase() ?? "";
    const places = [...values.keys()];
    if (values.length <= SHORT) return { wanted: places, total: places.length };
    const { counts, chosen } = this;
    const there = places.filter((at) => chosen.has(at)
      || (counts[at]! > 0 && (!text || values[at]!.label.toLowerCase().includes(text) || values[at]!.key.includes(text))));
    there.sort((one, other) => Number(chosen.has(other)) - Number(chosen.has(one)) || counts[other]! - counts[one]! || one - other);
    return { wanted: there.slice(0, Math.max(this.most, chosen.size)), total: there.length };
  }

  private itemOf(value: number): HTMLLIElement {
    let made = this.items.get(value);
    if (!made) {
      const { label, tone } = this.facet.values[value]!;
      const box = element("input", { type: "checkbox" });
      box.addEventListener("change", () => this.choose(value, box.checked));
      const count = element("span", { class: "n" });
      const name = element("span", { class: tone && `key ${tone}` }, visible(label));
      made = { item: element("li", {}, element("label", {}, box, name, " ", count)), box, count };
      this.items.set(value, made);
    }
    made.box.checked = this.chosen.has(value);
    made.count.textContent = number(this.counts[value] ?? 0);
    made.item.classList.toggle("none", !this.counts[value] && !made.box.checked);
    return made.item;
  }
}

export class Panel {
  readonly element = element("div", { class: "facets" });
  private readonly views: FacetView[];

  constructor(facets: readonly Facet[], choose: (facet: number, value: number, isChosen: boolean) => void) {
    this.views = facets.map((facet, at) => new FacetView(facet, (value, isChosen) => choose(at, value, isChosen)));
    this.element.append(...this.views.map(({ fold }) => fold));
  }

  show(counts: readonly Uint32Array[], chosen: readonly ReadonlySet<number>[]): void {
    this.views.forEach((view, at) => view.show(counts[at]!, chosen[at]!));
  }

  /** Unfolds the facets that have chosen values. */
  unfold(chosen: readonly ReadonlySet<number>[]): void {
    this.views.forEach((view, at) => { if (chosen[at]!.size) view.fold.open = true; });
  }
}
