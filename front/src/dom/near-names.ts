// Pages with names near the one that was asked for, on the page of an unknown address.
// SPDX-License-Identifier: Apache-2.0
import { element } from "./element";

const LEAST = 0.3;
const NEAR = "Did you mean";

/** Share of letter pairs that two names have in common. */
function likeness(a: string, b: string): number {
  const pairs = (name: string) => new Set([...name].map((letter, at) => letter + name[at + 1]));
  const [one, other] = [pairs(a), pairs(b)];
  return 2 * [...one].filter((pair) => other.has(pair)).length / (one.size + other.size);
}

/** At most three near names, nearest first. */
function nearest(wanted: string, names: string[]): string[] {
  return names
    .filter((name) => likeness(wanted, name) > LEAST)
    .sort((one, other) => likeness(wanted, other) - likeness(wanted, one))
    .slice(0, 3);
}

/** Fills the empty `.near` of the page of an unknown address; does nothing elsewhere. */
export async function suggestNear(): Promise<void> {
  const near = document.querySelector(".pc.not-found .near:empty");
  if (!near?.parentElement) return;
  const { root = "/", slugs = "" } = near.parentElement.dataset;
  const [server, tool] = location.pathname.slice(root.length).toLowerCase().replaceAll("_", "-").split("/")
    .filter((part) => part && !["tools", "index.html"].includes(part));
  const paths = nearest(server ?? "", slugs.split(" ")).map((slug) => `tools/${slug}/`);
  if (!server || !paths[0]) return;
  if (tool) {
    try {
      const page = await (await fetch(root + paths[0])).text();
      const links = new DOMParser().parseFromString(page, "text/html").querySelectorAll(".pc .list th a");
      const tools = [...links].map((link) => (link.getAttribute("href") ?? "").split("/").at(-2) ?? "");
      paths.unshift(...nearest(tool, tools).map((slug) => `${paths[0]}${slug}/`));
    } catch { /* the server's page it is */ }
  }
  near.textContent = NEAR;
  for (const path of paths.slice(0, 4)) near.append(" ", element("a", { href: root + path }, path.slice(6, -1)));
}
