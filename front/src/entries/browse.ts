// Every tool by facets: loaded where the element `#browse` is.
// SPDX-License-Identifier: Apache-2.0
import { openBrowse } from "../browse/page";
import { loadFacets } from "../data/facets";
import { loadNames } from "../data/names";
import { element, must } from "../dom/element";

const place = must("#browse");
Promise.all([loadNames(), loadFacets()]).then(
  ([names, facts]) => openBrowse(place, names, facts),
  // The lists that need no script stay on the page.
  () => place.prepend(element("p", { class: "notice", role: "alert" }, "The catalog's index could not be loaded. Reload the page to try again.")),
);
