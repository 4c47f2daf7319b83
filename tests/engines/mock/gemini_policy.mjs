// Asks Gemini CLI's own policy engine about calls: reads a question on stdin, prints the answer as JSON.
// Question: core (folder of @google/gemini-cli-core), policies (paths), server, tools ([{name, annotations}]), calls ([[tool, args]]).
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";

const USER_TIER = 4; // policy/config.js: default 1, extension 2, workspace 3, user 4, admin 5
const question = JSON.parse(readFileSync(0, "utf8"));
const of = (path) => import(join(question.core, "dist/src", path));
const { loadPoliciesFromToml } = await of("policy/toml-loader.js");
const { PolicyEngine } = await of("policy/policy-engine.js");
const { generateValidName } = await of("tools/mcp-tool.js");

const loaded = await loadPoliciesFromToml(question.policies, () => USER_TIER);
const engine = new PolicyEngine({ rules: loaded.rules });
const headless = new PolicyEngine({ rules: loaded.rules, nonInteractive: true });
const tools = question.tools.map((tool) => ({ ...tool, shown: generateValidName(`${question.server}_${tool.name}`) }));
const metadata = new Map(tools.map((tool) => [tool.shown, { ...tool.annotations, _serverName: question.server }]));
const excluded = engine.getExcludedTools(metadata, new Set(tools.map((tool) => tool.shown)));
const decisions = [];
for (const [name, args] of question.calls) {
  const tool = tools.find((each) => each.name === name);
  const call = { name: tool.shown, args };
  const asked = await engine.check(call, question.server, tool.annotations);
  const alone = await headless.check(call, question.server, tool.annotations);
  decisions.push({ decision: asked.decision, headless: alone.decision, message: asked.rule?.denyMessage ?? "" });
}
const hidden = tools.filter((tool) => excluded.has(tool.shown)).map((tool) => tool.name);
const shown = Object.fromEntries(tools.map((tool) => [tool.name, tool.shown]));
console.log(JSON.stringify({ errors: loaded.errors, hidden, shown, decisions }));
