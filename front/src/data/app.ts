// What the script that is loaded when it is used offers to the one on every page.
// SPDX-License-Identifier: Apache-2.0
import type { SearchBox } from "../dom/search-box";
import type { onlyTool, withPosture } from "../policies/posture";
import type { print } from "../policies/print";
import type { loadFinder } from "../search/load";
import { load } from "./site";

export interface App {
  print: typeof print;
  withPosture: typeof withPosture;
  onlyTool: typeof onlyTool;
  loadFinder: typeof loadFinder;
  /** Lets the field find. @throws Error when the names cannot be loaded. */
  attachSearch(box: SearchBox): Promise<void>;
  /** Opens whatever of this the page has a place for. @throws Error when what formats there are cannot be loaded. */
  fillPage(): Promise<void>;
}

/** @throws Error when it cannot be loaded. */
export async function loadApp(): Promise<App> {
  await load("assets/app.js");
  return (globalThis as unknown as { catalogApp: App }).catalogApp;
}
