// All that a page loads only when it is used: what the search field finds, Browse, Compare, the planner, and policies in every format.
// One file for all: they share more than half of what they are made of, and a reader who goes from one to the next loads nothing twice.
// SPDX-License-Identifier: Apache-2.0
import { openBrowse } from "../browse/page";
import { openCompare } from "../compare/page";
import type { App } from "../data/app";
import { loadFacets } from "../data/facets";
import { loadNames } from "../data/names";
import { load } from "../data/site";
import { element } from "../dom/element";
import { attachList } from "../dom/search-list";
import { openPlanner } from "../plan/planner";
import { onlyTool, withPosture } from "../policies/posture";
import { print } from "../policies/print";
import { openSection } from "../policies/section";
import { loadFinder } from "../search/load";

const NOT_LOADED = "The catalog's index could not be loaded. Reload the page to try again.";

/** What stands in the page without script stays where its data cannot be loaded. */
function fill(selector: string, open: (place: HTMLElement) => Promise<void>): void {
  const place = document.querySelector<HTMLElement>(selector);
  if (!place) return;
  open(place).catch(() => {
    place.classList.add("failed");
    place.prepend(element("p", { class: "notice", role: "alert" }, NOT_LOADED));
  });
}

async function openPolicies(): Promise<void> {
  const sections = document.querySelectorAll<HTMLElement>(".pc .policies:not(:has([role=tablist]))");
  if (!sections.length) return;
  await load("assets/formats.js");
  for (const section of sections) openSection(section);
}

const app: App = {
  print, withPosture, onlyTool, loadFinder,
  async attachSearch(box) { attachList(box, await loadFinder()); },
  async fillPage() {
    fill("#browse", async (place) => openBrowse(place, await loadNames(), await loadFacets()));
    fill("#compare", async (place) => openCompare(place, await loadNames(), await loadFacets()));
    fill("#plan", openPlanner);
    await openPolicies();
  },
};
Object.assign(globalThis, { catalogApp: app });
