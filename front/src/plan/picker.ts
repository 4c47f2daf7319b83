// Servers to choose from, and the chosen ones with the names that the reader's configuration gives them.
// SPDX-License-Identifier: Apache-2.0
import { addressOf } from "../data/site";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { BAD_KEY, isKey } from "../policies/key";
import type { Index } from "./model";
import { keysOf, MOST_SERVERS, type State } from "./state";
import { number, plural } from "./words";

const SHOWN = 8;

export interface Picked {
  add(slug: string): void;
  remove(slug: string): void;
  /** Undefined: the usual name. */
  rename(slug: string, key: string | undefined): void;
}
export interface Picker { nodes: Node[]; show(state: State): void }

export function makePicker(index: Index, picked: Picked): Picker {
  const chosen = element("ul", { class: "chosen", "aria-label": "Chosen servers" });
  const trouble = element("p", { class: "lost", role: "status" });
  const field = element("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Name or package" });
  const found = element("ul", { class: "found" });
  const hint = element("p", { class: "aside" }, "In each field stands what your configuration calls the server; write another name over it.");
  const count = element("p", { class: "aside", role: "status" });
  const servers = index.names.servers.filter((server) => index.server(server.slug))
    .map((server) => ({ ...server, text: `${server.name} ${server.slug} ${server.packageName}`.toLowerCase() }));
  let now: State | undefined;
  let slugs = "";

  const search = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const matching = servers.filter((server) => !now?.servers.has(server.slug) && words.every((word) => server.text.includes(word)));
    const isFull = (now?.servers.size ?? 0) >= MOST_SERVERS;
    const isAsked = words.length > 0 || !now?.servers.size;
    found.replaceChildren(...isAsked && !isFull ? matching.slice(0, SHOWN).map((server) => {
      const button = element("button", { type: "button", "aria-label": `Add ${visible(server.name)}` },
        element("b", {}, visible(server.name)), " ", element("small", {}, [visible(server.packageName), plural(server.to - server.from, "tool")].filter(Boolean).join(", ")));
      button.addEventListener("click", () => {
        field.value = "";
        field.focus();
        picked.add(server.slug);
      });
      return element("li", {}, button);
    }) : []);
    count.textContent = isFull ? `${MOST_SERVERS} servers are the most.`
      : !isAsked ? `${plural(matching.length, "more server")} to choose from.`
      : matching.length > SHOWN ? `The first ${SHOWN} of ${number(matching.length)} servers; type to find others.` : `${plural(matching.length, "server")} found.`;
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") found.querySelector("button")?.click();
  });

  const chip = (slug: string): HTMLElement => {
    const name = visible(index.server(slug)!.name);
    const input = element("input", { type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-slug": slug,
      "aria-label": `Name of ${name} in your configuration`, maxlength: "128" });
    input.addEventListener("input", () => {
      const isGood = !input.value || isKey(input.value);
      input.ariaInvalid = isGood ? null : "true";
      trouble.textContent = isGood ? "" : BAD_KEY;
      if (isGood) picked.rename(slug, input.value || undefined);
    });
    const away = element("button", { type: "button", class: "act", "aria-label": `Remove ${name}` }, "\u00d7");
    away.addEventListener("click", () => {
      field.focus();
      picked.remove(slug);
    });
    return element("li", {}, element("a", { href: addressOf(`tools/${slug}/`) }, name), input, away);
  };

  const show = (state: State) => {
    now = state;
    const wanted = [...state.servers.keys()];
    if (slugs !== wanted.join(" ")) {
      slugs = wanted.join(" ");
      chosen.replaceChildren(...wanted.map(chip));
    }
    hint.hidden = !wanted.length;
    const keys = keysOf(state);
    const named = [...state.servers.values()];
    chosen.querySelectorAll("input").forEach((input, at) => {
      input.placeholder = named[at] === undefined ? keys[at]! : "";
      if (input !== document.activeElement && input.ariaInvalid !== "true") input.value = named[at] ?? "";
    });
    const twice = keys.find((key, at) => keys.indexOf(key) !== at);
    if (!chosen.querySelector("[aria-invalid=true]")) trouble.textContent = twice === undefined ? "" : `Two servers have the name ${visible(twice)}; give one of them another.`;
    search();
  };
  return {
    nodes: [
      chosen, hint, trouble,
      element("label", { class: "add" }, element("span", {}, "Add a server"), field), found, count,
    ],
    show,
  };
}
