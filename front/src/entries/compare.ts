// Tools or servers side by side: loaded where the element `#compare` is.
// SPDX-License-Identifier: Apache-2.0
import { openCompare } from "../compare/page";
import { loadFacets } from "../data/facets";
import { loadNames } from "../data/names";
import { element, must } from "../dom/element";

const place = must("#compare");
Promise.all([loadNames(), loadFacets()]).then(
  ([names, facts]) => openCompare(place, names, facts),
  () => place.prepend(element("p", { class: "notice", role: "alert" }, "The catalog's index could not be loaded. Reload the page to try again.")),
);
