// The stack planner, on its page; catalog.js loads it there.
// SPDX-License-Identifier: Apache-2.0
import { element, must } from "../dom/element";
import { openPlanner } from "../plan/planner";

const root = must("#plan");
openPlanner(root).catch(() => root.prepend(element("p", { class: "notice", role: "alert" }, "The planner could not load its data; load the page again.")));
