// Prints policies in the browser, for any script of the page: catalogPolicies.print(recipe, plan) -> {files, lost, warnings}.
// Another key: change `key` of a server of the plan. Another posture: withPosture. One tool: onlyTool.
// SPDX-License-Identifier: Apache-2.0
import { onlyTool, withPosture } from "../policies/posture";
import { print } from "../policies/print";

Object.assign(globalThis, { catalogPolicies: { print, withPosture, onlyTool } });
