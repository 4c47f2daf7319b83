// The finder, with all it searches in, loaded once.
// SPDX-License-Identifier: Apache-2.0
import { loadNames } from "../data/names";
import { loadPages } from "../data/pages";
import { loadParameters } from "../data/parameters";
import { Finder } from "./find";
import { Subjects } from "./subjects";

let finder: Promise<Finder> | undefined;

/** @throws Error when a file cannot be loaded; the next call tries again. */
export function loadFinder(): Promise<Finder> {
  finder ??= Promise.all([loadNames(), loadPages(), loadParameters()])
    .then(([names, pages, parameters]) => new Finder(new Subjects(names, pages, parameters)));
  finder.catch(() => { finder = undefined; });
  return finder;
}
