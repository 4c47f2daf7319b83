// The planner: the reader's choices, kept in the page's address, into what the stack exposes and the policies for it.
// SPDX-License-Identifier: Apache-2.0
import { loadFacets } from "../data/facets";
import { loadNames } from "../data/names";
import { dataOf, load } from "../data/site";
import { element } from "../dom/element";
import { visible } from "../dom/visible";
import { loadPlan, loadTargets } from "../policies/loaded";
import { ALL_TOOLS } from "../policies/by-hand";
import { makeChoices } from "./choices";
import { makeDrop } from "./drop";
import { showExposure } from "./exposure";
import { makeFiles } from "./files";
import { Matcher } from "./match";
import { Index, type Model } from "./model";
import { makePicker } from "./picker";
import { stackOf } from "./stack";
import { choose, keysOf, readState, remove, writeState, type Known, type State } from "./state";

async function loadAll() {
  const [names, facets, targets] = await Promise.all([loadNames(), loadFacets(), loadTargets(), load("assets/data/endpoints.js")]);
  const endpoints = new Map(Object.entries(dataOf<Record<string, string>>("data/endpoints")));
  return { index: new Index(names, facets), targets, endpoints };
}

/** Fills the page. @throws Error when its data cannot be loaded. */
export async function openPlanner(root: HTMLElement): Promise<void> {
  const { index, targets, endpoints } = await loadAll();
  const known: Known = {
    isServer: (slug) => index.server(slug) !== undefined,
    postures: targets.postures.map((each) => each.name),
    targets: targets.targets.map((each) => each.target),
  };
  const matcher = new Matcher(index.names.servers.map(({ slug, name, packageName }, at) =>
    ({ slug, name, packageName, registry: index.facets.servers[at]!.registry, url: endpoints.get(slug) })));
  let state: State;
  let turn = 0;
  const notes = element("p", { class: "notice", role: "status" });
  const exposure = element("section", {});
  const rest = element("div", {});

  const change = (act: () => void, isTyping = false) => {
    act();
    const query = writeState(state, known);
    if (query !== location.search) {
      try {
        history[isTyping ? "replaceState" : "pushState"](null, "", query || location.pathname);
      } catch { /* a page opened from a disk may not be allowed to; it works all the same */ }
    }
    void show();
  };
  const picker = makePicker(index, {
    add: (slug) => change(() => state.servers.set(slug, undefined)),
    remove: (slug) => change(() => remove(state, slug)),
    rename: (slug, key) => change(() => state.servers.set(slug, key), true),
  });
  const drop = makeDrop(matcher, index, (found) => change(() => {
    for (const [slug, key] of found) state.servers.set(slug, key ?? state.servers.get(slug));
  }));
  const choices = makeChoices(targets.postures, index.names, {
    posture: (name) => change(() => { state.posture = name; }),
    choice: (slug, tool, choice) => change(() => choose(state, slug, tool, choice)),
    reset: () => change(() => state.choices.clear()),
  });
  const files = makeFiles(targets, (target) => change(() => { state.target = target; }));

  /** The model of the state as it is now, or why it could not be made, in words; undefined when the state has changed meanwhile. */
  const modelOf = async (): Promise<Model | string | undefined> => {
    const mine = ++turn;
    const slugs = [...state.servers.keys()];
    const plans = await Promise.allSettled(slugs.map(loadPlan));
    if (mine !== turn) return undefined;
    const loaded = plans.flatMap((plan) => plan.status === "fulfilled" ? [plan.value] : []);
    if (loaded.length < slugs.length) return "The tools of a server could not be loaded; try again.";
    return index.model(state, stackOf(state, loaded, targets.postures, targets.read_only_categories));
  };

  const say = (words: string[]) => {
    notes.textContent = words.length ? `${visible(words.join("; "))}. It is ignored.` : "";
    notes.hidden = !words.length;
  };

  /** Choices for tools that their server does not have are ignored, and said. */
  const forget = (model: Model): string[] => model.servers.flatMap((server) => {
    const names = new Set(server.tools.map((tool) => tool.name));
    return [...state.choices.get(server.slug)?.keys() ?? []].filter((tool) => tool !== ALL_TOOLS && !names.has(tool)).map((tool) => {
      choose(state, server.slug, tool, undefined);
      return `found set for ${tool}, which ${server.name} does not have`;
    });
  });

  const show = async (from: string[] = []) => {
    picker.show(state);
    const model = await modelOf();
    if (model === undefined) return;
    if (typeof model === "string") {
      rest.hidden = exposure.hidden = true; // they are of other servers
      notes.textContent = model;
      notes.hidden = false;
      return;
    }
    say([...from, ...forget(model)]);
    const keys = keysOf(state);
    rest.hidden = exposure.hidden = !state.servers.size;
    if (rest.hidden) return;
    showExposure(exposure, index, model);
    choices.show(model);
    written.hidden = new Set(keys).size < keys.length;
    if (!written.hidden) files.show(model);
  };
  const read = () => {
    const found = readState(location.search, known);
    state = found.state;
    void show(found.notes);
  };

  const written = element("div", {}, ...files.nodes);
  rest.append(element("h2", { id: "tools" }, "What becomes of each tool"), ...choices.nodes, element("h2", { id: "files" }, "Policy files"), written);
  rest.hidden = exposure.hidden = notes.hidden = true;
  root.replaceChildren(notes, element("h2", { id: "servers" }, "Servers"), ...picker.nodes, drop, exposure, rest);
  addEventListener("popstate", read);
  read();
}
