// Loaded when the search field is first used.
// SPDX-License-Identifier: Apache-2.0
import type { SearchBox } from "../dom/search-box";
import { attachList } from "../dom/search-list";
import { loadFinder } from "../search/load";

/** @throws Error when the data cannot be loaded. */
async function attach(box: SearchBox): Promise<void> {
  attachList(box, await loadFinder());
}

Object.assign(globalThis, { catalogSearch: { attach, loadFinder } });
