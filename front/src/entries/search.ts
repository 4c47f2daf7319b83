// Loaded when the search field is first used.
// SPDX-License-Identifier: Apache-2.0
import { loadFinder } from "../search/load";

Object.assign(globalThis, { catalogSearch: { loadFinder } });
