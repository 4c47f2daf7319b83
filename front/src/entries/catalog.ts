// On every page: the search field, copy and download, the contact form's states, near names on the page of an unknown address. Pages work without it.
// SPDX-License-Identifier: Apache-2.0
import { load } from "../data/site";
import { copyButton, downloadButton } from "../dom/clipboard";
import { sendContact } from "../dom/contact";
import { suggestNear } from "../dom/near-names";
import { makeSearchBox } from "../dom/search-box";

function addButtons(): void {
  for (const name of document.querySelectorAll(".pc h1.copyable:not(:has(+ .act))")) {
    name.after(copyButton(name, name.textContent ?? ""));
  }
  for (const caption of document.querySelectorAll(".pc .policy figcaption:not(:has(.act))")) {
    const code = caption.parentElement?.querySelector("code.doc");
    const file = caption.querySelector("span")?.textContent || "policy.txt";
    if (code) caption.append(copyButton(code, file), downloadButton(code, file));
  }
}

/** Formats, names and postures to choose from, where a page has policies. */
async function offerPolicies(): Promise<void> {
  if (!document.querySelector(".pc .policies")) return;
  await load("assets/formats.js");
  await load("assets/policy-tabs.js");
}

/** Scripts of single pages, by the element that they fill. */
const FILLED = { "#browse": "assets/browse.js", "#compare": "assets/compare.js", "#plan": "assets/plan.js" };

function fillPages(): void {
  for (const [selector, script] of Object.entries(FILLED)) {
    if (document.querySelector(selector)) void load(script);
  }
}

document.addEventListener("submit", (event) => void sendContact(event));
document.addEventListener("catalog:policies", addButtons);
makeSearchBox();
addButtons();
void offerPolicies();
fillPages();
void suggestNear();
