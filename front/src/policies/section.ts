// The policies of a page in every format, under the reader's own name of the server and a posture of choice.
// The first tab of a tool's page is in the page itself and needs no data.
// SPDX-License-Identifier: Apache-2.0
import { addressOf, dataOf } from "../data/site";
import { element, must } from "../dom/element";
import { keptAs, remember, remembered } from "../dom/remember";
import { documents } from "./documents";
import { BAD_KEY, isKey } from "./key";
import { loadPlan, loadTargets, made, type Made } from "./loaded";
import { onlyTool, withPosture } from "./posture";
import { targetTabs } from "./tabs";

interface Choice { target: string; key: string; posture: string }
interface Formats { targets: { target: string; label: string }[]; postures: { name: string; meaning: string }[] }

const WORDS = {
  name: "Name of the server in your configuration", posture: "Posture", format: "Client or gateway",
  notMade: "It could not be printed here. ", files: "The files of the whole server", still: " are still there.",
  folded: "All files as they are published",
};

async function printed(choice: Choice, server: string, tool: string | undefined): Promise<Made> {
  const [data, whole] = await Promise.all([loadTargets(), loadPlan(server)]);
  const named = tool === undefined ? whole : onlyTool(whole, tool);
  const plan = withPosture(named, data.postures.find((each) => each.name === choice.posture)!, data.read_only_categories);
  plan.servers[0]!.key = choice.key;
  return made(data, choice.target, plan);
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const labelled = (word: string, kind: string, control: Element): HTMLElement =>
  element("label", { class: kind }, element("span", {}, word), control);

/** Adds tabs and choices to a `.policies` of the page. */
export function openSection(section: HTMLElement): void {
  const formats = dataOf<Formats>("formats");
  const { server = "", tool, key = "" } = section.dataset;
  const files = must(".files", section);
  const inline = [...section.children].filter((each) => each !== files);
  const usual = formats.targets[0]!.target;
  const first = formats.postures[0]!;
  const choice: Choice = { target: usual, key, posture: first.name };
  const panel = element("div", { id: `policy-in-${server}`, class: "documents" });
  const status = element("p", { role: "status" });
  const meaning = element("p", { class: "aside" });
  let turn = 0;

  const failed = (error: unknown) => {
    const message = error instanceof Error ? error.message : "";
    const why = message.includes(";") ? `${capital(message)}. ` : WORDS.notMade;
    panel.replaceChildren(element("p", { class: "lost" }, why,
      element("a", { href: `${addressOf(`tools/${server}/`)}#policy-files` }, WORDS.files), WORDS.still));
    if (fold) fold.open = true;
  };

  const show = async () => {
    const mine = ++turn;
    const { name, meaning: says } = formats.postures.find((each) => each.name === choice.posture) ?? first;
    meaning.textContent = name === first.name ? "" : `${capital(name)}: ${says}`;
    input.removeAttribute("aria-invalid");
    status.textContent = "";
    if (!isKey(choice.key)) {
      input.setAttribute("aria-invalid", "true");
      status.textContent = BAD_KEY;
      panel.replaceChildren();
      return;
    }
    if (tool !== undefined && choice.target === usual && choice.key === key && choice.posture === first.name) {
      panel.replaceChildren(...inline);
      return;
    }
    try {
      const policy = await printed({ ...choice }, server, tool);
      if (mine !== turn) return;
      panel.replaceChildren(...documents(policy, tool !== undefined));
      document.dispatchEvent(new Event("catalog:policies"));
    } catch (error) {
      if (mine === turn) failed(error);
    }
  };

  const input = element("input", { type: "text", value: key, placeholder: key, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  input.addEventListener("input", () => {
    choice.key = input.value || key;
    if (isKey(choice.key)) remember("localStorage", `key.${server}`, choice.key);
    void show();
  });
  const postures = element("select", {}, ...formats.postures.map(({ name }) => element("option", { value: name }, capital(name))));
  postures.addEventListener("change", () => {
    choice.posture = postures.value;
    remember("sessionStorage", "posture", choice.posture);
    void show();
  });
  const { list, narrow, choose } = targetTabs(formats.targets, WORDS.format, panel, (target) => {
    remember("localStorage", "target", target);
    choice.target = choose(target);
    void show();
  });

  section.prepend(
    element("div", { class: "choices" }, labelled(WORDS.name, "wide", input), labelled(WORDS.posture, "", postures),
      labelled(WORDS.format, "narrow", narrow)),
    status, meaning, list, panel);
  const fold = tool === undefined ? element("details", {}, element("summary", {}, WORDS.folded)) : undefined;
  if (fold) {
    files.replaceWith(fold);
    fold.append(files);
  }

  choice.key = input.value = remembered("localStorage", `key.${server}`) || key;
  const before = remembered("sessionStorage", "posture");
  choice.posture = postures.value = formats.postures.some((each) => each.name === before) ? before! : first.name;
  choice.target = choose(remembered("localStorage", "target") ?? usual);
  panel.replaceChildren(...inline);
  addEventListener("storage", (event) => {
    if (event.key !== keptAs("target") || !event.newValue) return;
    choice.target = choose(event.newValue);
    void show();
  });
  if (tool !== undefined) {
    void show();
    return;
  }
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((each) => each.isIntersecting)) return;
    seen.disconnect();
    void show();
  }, { rootMargin: "600px" });
  seen.observe(section);
}
