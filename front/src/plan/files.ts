// The policy files of the stack for one target after the other, and the command that writes the same.
// SPDX-License-Identifier: Apache-2.0
import { copyButton } from "../dom/clipboard";
import { element } from "../dom/element";
import { documents } from "../policies/documents";
import { made } from "../policies/loaded";
import type { Targets } from "../policies/plan";
import { targetTabs } from "../policies/tabs";
import { exportCommand } from "./command";
import type { Model } from "./model";

export function makeFiles(data: Targets, take: (target: string) => void): { nodes: Node[]; show(model: Model): void } {
  const panel = element("div", { id: "plan-documents", class: "documents" });
  const { list, narrow, choose } = targetTabs(data.targets, "Client or gateway", panel, take);
  const command = element("code", {});
  const call = element("div", { class: "call" }, element("p", {}, "The same files from the command line, in a folder that holds the catalog:"),
    element("pre", { class: "no-copy", tabindex: "0" }, command), copyButton(command, "the command"));
  const show = (model: Model) => {
    choose(model.state.target);
    try {
      const policy = made(data, model.state.target, model.stack.plan);
      panel.replaceChildren(...documents(policy, false));
      command.textContent = exportCommand(model.state, policy.files.map((file) => file.name));
      call.hidden = false;
      document.dispatchEvent(new Event("catalog:policies"));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      panel.replaceChildren(element("p", { class: "lost" }, `Nothing can be written for this client: ${message}.`));
      call.hidden = true;
    }
  };
  return {
    nodes: [element("div", { class: "policies" }, element("div", { class: "choices" },
      element("label", { class: "narrow" }, element("span", {}, "Client or gateway"), narrow)), list, panel, call)],
    show,
  };
}
