// Buttons that copy or download a text of the page.
// SPDX-License-Identifier: Apache-2.0
import { element } from "./element";

const WORDS = { copy: "Copy", copied: "Copied", notCopied: "Press Ctrl+C", download: "Download" };
const SAID_FOR_MS = 2000;

/** Without clipboard access the text stays selected, for the keyboard. */
async function copy(source: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return document.execCommand("copy");
  }
}

function button(word: string, what: string, act: (made: HTMLButtonElement) => void): HTMLButtonElement {
  const made = element("button", { type: "button", class: "act", "aria-label": `${word} ${what}` }, word);
  made.addEventListener("click", () => act(made));
  return made;
}

/** A button that copies the source's text; `what` names it for those who do not see it. */
export function copyButton(source: Element, what: string): HTMLButtonElement {
  return button(WORDS.copy, what, async (made) => {
    made.textContent = made.ariaLabel = (await copy(source)) ? WORDS.copied : WORDS.notCopied;
    setTimeout(() => {
      made.textContent = WORDS.copy;
      made.ariaLabel = `${WORDS.copy} ${what}`;
    }, SAID_FOR_MS);
  });
}

/** Hands the reader a file of that name. */
export function download(name: string, text: string, type = "application/octet-stream"): void {
  const href = URL.createObjectURL(new Blob([text], { type }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/** A button that downloads the source's text under that file name. */
export function downloadButton(source: Element, name: string): HTMLButtonElement {
  return button(WORDS.download, name, () => download(name, source.textContent ?? ""));
}
