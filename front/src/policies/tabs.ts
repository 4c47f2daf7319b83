// A list of tabs, one for each target; on a narrow screen a select takes its place.
// SPDX-License-Identifier: Apache-2.0
import { element } from "../dom/element";

export interface TargetTabs {
  list: HTMLElement;
  narrow: HTMLSelectElement;
  /** Marks one as chosen, the first when there is none of that name, and returns it. */
  choose(target: string): string;
}

/** Tabs of `panel`; `take` is called with the target that the reader chose. */
export function targetTabs(
  targets: { target: string; label: string }[], label: string, panel: HTMLElement, take: (target: string) => void,
): TargetTabs {
  const narrow = element("select", {}, ...targets.map((each) => element("option", { value: each.target }, each.label)));
  narrow.addEventListener("change", () => take(narrow.value));
  const tabs = targets.map((each) => element("button",
    { type: "button", role: "tab", id: `in-${each.target}`, "aria-controls": panel.id, value: each.target }, each.label));
  const list = element("div", { role: "tablist", "aria-label": label }, ...tabs);
  list.addEventListener("click", (event) => {
    const tab = (event.target as Element).closest("button");
    if (tab) take(tab.value);
  });
  list.addEventListener("keydown", (event) => {
    const here = tabs.findIndex((each) => each === document.activeElement);
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -here, End: -here - 1 }[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = tabs[(here + step + tabs.length) % tabs.length]!;
    next.focus();
    take(next.value);
  });

  const isNarrow = matchMedia("(max-width: 44.9375em)");
  const role = () => panel.setAttribute("role", isNarrow.matches ? "region" : "tabpanel");
  isNarrow.addEventListener("change", role);
  role();

  const choose = (target: string): string => {
    const chosen = targets.some((each) => each.target === target) ? target : targets[0]!.target;
    narrow.value = chosen;
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", String(tab.value === chosen));
      tab.tabIndex = tab.value === chosen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `in-${chosen}`);
    return chosen;
  };
  return { list, narrow, choose };
}
