// On every page: the search field, copy and download, the contact form's states, near names on the page of an unknown address. Pages work without it.
// SPDX-License-Identifier: Apache-2.0
import { loadApp } from "../data/app";
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

/** Places that need more script; all say something without. */
const PLACES = "#browse, #compare, #plan, .pc .policies";

async function fillPage(): Promise<void> {
  if (!document.querySelector(PLACES)) return;
  try {
    await (await loadApp()).fillPage();
  } catch {
    // The page says what it says without script.
    for (const place of document.querySelectorAll(PLACES)) place.classList.add("failed");
  }
}

document.addEventListener("submit", (event) => void sendContact(event));
document.addEventListener("catalog:policies", addButtons);
makeSearchBox();
addButtons();
void fillPage();
void suggestNear();
