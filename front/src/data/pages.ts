// Pages that are no tool and no server. generator/outputs/page_index.py writes them.
// SPDX-License-Identifier: Apache-2.0
import { dataOf, load } from "./site";

export interface FoundPage {
  kind: "page" | "section" | "attack" | "category" | "risk";
  title: string;
  /** From the site's root. */
  path: string;
  /** The page of a section, the group of an attack; empty otherwise. */
  of: string;
}

export async function loadPages(): Promise<FoundPage[]> {
  await load("assets/data/pages.js");
  return dataOf<[FoundPage["kind"], string, string, string][]>("data/pages")
    .map(([kind, title, path, of]) => ({ kind, title, path, of }));
}
