// A client's configuration, dropped, chosen or pasted, into servers to add. It is read by this script and goes nowhere: nothing is
// loaded until the reader adds what was found.
// SPDX-License-Identifier: Apache-2.0
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { isKey } from "../policies/key";
import { MOST_CHARACTERS, readConfig, type Read } from "./config";
import type { Matcher } from "./match";
import type { Index } from "./model";
import { joined, plural } from "./words";

const HOW = { package: "by its package", address: "by its address", name: "by its name alone: check that it is the same", none: "" };
const PRIVATE = "Nothing of the file left this browser; variables, headers and arguments were not kept.";

export type Found = Map<string, string | undefined>;

/** What was read, in words, and the servers of the catalog with the names that the configuration gives them. */
function report(read: Read, matcher: Matcher, index: Index): { found: Found; nodes: Node[] } {
  const found: Found = new Map();
  const unknown: string[] = [];
  const empty: string[] = [];
  const rows: Node[] = [];
  for (const each of read.servers) {
    const { slug, how } = matcher.match(each);
    const server = slug === undefined ? undefined : index.server(slug);
    if (!server) {
      (slug === undefined ? unknown : empty).push(visible(each.key));
      continue;
    }
    const again = found.has(server.slug);
    const note = again ? "a second time: a policy holds one name of a server" : isKey(each.key) ? HOW[how] : `${HOW[how]}; no policy can hold its name`;
    if (!again) found.set(server.slug, isKey(each.key) ? each.key : undefined);
    rows.push(element("li", {}, element("code", {}, visible(each.key)), " is ", element("b", {}, visible(server.name)), `, ${note}.`));
  }
  const nodes: Node[] = [
    ...read.notes.map((note) => element("p", { class: "lost" }, `${note.charAt(0).toUpperCase()}${note.slice(1)}.`)),
    ...rows.length ? [element("ul", {}, ...rows)] : [],
  ];
  for (const [says, keys] of [["Not in the catalog, so nothing can be said of ", unknown], ["The catalog has no tools of ", empty]] as const) {
    if (keys.length) nodes.push(element("p", {}, says, ...keys.flatMap((key, at) => [at ? ", " : "", element("code", {}, key)]), "."));
  }
  nodes.push(element("p", { class: "aside" }, PRIVATE));
  return { found, nodes };
}

export function makeDrop(matcher: Matcher, index: Index, add: (found: Found) => void): HTMLElement {
  const result = element("div", { role: "status" });
  const file = element("input", { type: "file", accept: ".json,.jsonc,.toml,.txt" });
  const text = element("textarea", { rows: "3", spellcheck: "false", autocomplete: "off" });
  const read = element("button", { type: "button", class: "act" }, "Read the text");
  const zone = element("div", { class: "drop" },
    element("label", {}, element("span", {}, "Drop a file here, or choose one"), file),
    element("label", {}, element("span", {}, "Or paste its text"), text), read, result);

  const take = (whole: string) => {
    const { found, nodes } = report(readConfig(whole), matcher, index);
    const button = element("button", { type: "button", class: "act strong" }, `Add ${plural(found.size, "server")}`);
    button.addEventListener("click", () => {
      result.replaceChildren(element("p", {}, `Added ${joined([...found.keys()].map((slug) => visible(index.server(slug)!.name)))}.`));
      read.focus();
      add(found);
    });
    result.replaceChildren(...nodes, ...found.size ? [button] : []);
  };
  const takeFile = async (given: File | undefined) => {
    if (!given) return;
    // A file of more bytes has more characters than are read, or is no text.
    try {
      take(given.size > 4 * MOST_CHARACTERS ? " ".repeat(MOST_CHARACTERS + 1) : await given.text());
    } catch {
      result.replaceChildren(element("p", { class: "lost" }, "The file could not be read."));
    }
    file.value = "";
  };
  file.addEventListener("change", () => void takeFile(file.files?.[0]));
  read.addEventListener("click", () => {
    take(text.value);
    text.value = "";
  });
  // Anywhere on the page: a browser opens a file that is dropped beside a zone.
  const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    fold.open = true;
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", () => zone.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    fold.open = true;
    zone.classList.remove("over");
    void takeFile(event.dataTransfer?.files[0]);
  });
  const fold = element("details", {}, element("summary", {}, "Or read your client\u2019s configuration"),
    element("p", {}, "Claude Desktop and Claude Code, VS Code, Cursor, Windsurf, Gemini CLI, opencode and Codex. It is read here, by this page, and goes nowhere."), zone);
  return fold;
}
