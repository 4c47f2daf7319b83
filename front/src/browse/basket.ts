// Tools that are picked for a comparison, kept for the browser's session.
// SPDX-License-Identifier: Apache-2.0
import { addressOf, SITE } from "../data/site";
import { element } from "../dom/element";

export const MOST = 5;
const KEY = `${SITE.pathname}.catalog.compare`;

export class Basket {
  readonly element = element("div", { class: "basket", role: "region", "aria-label": "Comparison" });
  private readonly link = element("a", { class: "go" });
  private readonly say = element("span", { role: "status" });
  private readonly changed: () => void;
  /** Server and tool of each, as in `stripe/create-refund`. */
  private picked: string[] = [];

  constructor(known: (tool: string) => boolean, changed: () => void) {
    this.changed = changed;
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
      if (Array.isArray(kept)) this.picked = kept.filter((each) => typeof each === "string" && known(each)).slice(0, MOST);
    } catch { /* then nothing is picked */ }
    const clear = element("button", { type: "button", class: "act" }, "Clear");
    clear.addEventListener("click", () => { this.picked = []; this.keep(); });
    this.element.append(this.link, this.say, clear);
    this.draw();
  }

  has(tool: string): boolean { return this.picked.includes(tool); }

  /** Adds or takes away; a sixth is refused, with a word. */
  pick(tool: string, isPicked: boolean): void {
    const others = this.picked.filter((each) => each !== tool);
    const isTooMuch = isPicked && others.length >= MOST;
    this.picked = isPicked && !isTooMuch ? [...others, tool] : others;
    this.keep();
    if (isTooMuch) this.say.textContent = `Five at most: take one away first.`;
  }

  private keep(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.picked));
    } catch { /* then it is picked again on the next page */ }
    this.draw();
    this.changed();
  }

  private draw(): void {
    const count = this.picked.length;
    this.element.hidden = !count;
    this.link.textContent = `Compare (${count})`;
    if (count > 1) this.link.href = `${addressOf("compare/")}?${this.picked.map((each) => `tool=${encodeURI(each)}`).join("&")}`;
    else this.link.removeAttribute("href");
    this.say.textContent = count < 2 ? "Pick one more, five at most." : "";
  }
}
