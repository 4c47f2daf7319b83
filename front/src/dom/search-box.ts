// The link to the browse page at the end of the header becomes a search field; what searches is loaded when it is first used.
// SPDX-License-Identifier: Apache-2.0
import { loadApp } from "../data/app";
import { addressOf } from "../data/site";
import { element } from "./element";

/** The parts of the field, for the script that fills its list. */
export interface SearchBox {
  input: HTMLInputElement;
  /** What opens below the field: the note, and the list of results. */
  panel: HTMLElement;
  list: HTMLElement;
  /** Says a sentence, to everybody; with a link behind it when `link` has words. An empty one takes the sentence away. */
  say(sentence: string, link?: string): void;
  /** Says something only to those who do not see the list. */
  tell(sentence: string): void;
}

const WORDS = {
  name: "Search tools, servers, parameters, attacks and the handbook",
  placeholder: "Search",
  list: "Results",
  loading: "Loading\u2026",
  failed: "The search could not be loaded.",
  instead: "Browse instead",
};

const TYPED_IN = "input:not([type=radio], [type=checkbox]), textarea, select";

/** Makes the field and its shortcuts; does nothing on a page without the link. */
export function makeSearchBox(): void {
  const place = document.querySelector(".find");
  if (!place) return;
  const input = element("input", {
    type: "search", role: "combobox", "aria-label": WORDS.name, "aria-expanded": "false", "aria-controls": "find-list",
    "aria-autocomplete": "list", "aria-keyshortcuts": "/ Control+K Meta+K", placeholder: WORDS.placeholder, maxlength: "128",
    autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const list = element("div", { id: "find-list", role: "listbox", "aria-label": WORDS.list });
  const note = element("p", { class: "note" });
  const panel = element("div", { class: "hits", hidden: true }, note, list);
  const status = element("p", { role: "status", class: "told" });
  const tell = (sentence: string) => { if (status.textContent !== sentence) status.textContent = sentence; };
  const say = (sentence: string, link?: string) => {
    note.replaceChildren(sentence, ...(link ? [" ", element("a", { href: addressOf("browse/") }, link)] : []));
    panel.hidden = !sentence;
    tell(sentence);
  };
  place.setAttribute("role", "search");
  place.replaceChildren(input, element("kbd", { "aria-hidden": "true" }, "/"), panel, status);
  startWhenUsed({ input, panel, list, say, tell });
  document.addEventListener("keydown", (event) => {
    if (!isShortcut(event, input)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function startWhenUsed(box: SearchBox): void {
  let state: "idle" | "loading" | "ready" = "idle";
  const start = async () => {
    if (state === "ready") return;
    if (box.input.value) box.say(WORDS.loading);
    if (state === "loading") return;
    state = "loading";
    try {
      await (await loadApp()).attachSearch(box);
      state = "ready";
    } catch {
      state = "idle";
      box.say(WORDS.failed, WORDS.instead);
    }
  };
  box.input.addEventListener("focus", start);
  box.input.addEventListener("input", start);
  box.input.closest(".find")!.addEventListener("focusout", (event) => {
    const next = (event as FocusEvent).relatedTarget;
    if (next instanceof Node && box.input.closest(".find")!.contains(next)) return;
    box.panel.hidden = true;
    box.input.ariaExpanded = "false";
  });
}

/** "/" and Ctrl+K or Cmd+K, unless something else is being typed. */
function isShortcut(event: KeyboardEvent, field: HTMLInputElement): boolean {
  if (event.defaultPrevented || event.altKey || event.isComposing) return false;
  const { target } = event;
  const isTyping = target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_IN));
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey && (!isTyping || target === field);
  return event.key === "/" && !isTyping;
}
