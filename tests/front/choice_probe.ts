// Answers lines of JSON with the plan of what each asks for; tests/front/test_choice.py compares it with the command line's.
// SPDX-License-Identifier: Apache-2.0
import { createInterface } from "node:readline";
import { planOf } from "../../front/src/policies/choice";
import { serverKeys } from "../../front/src/policies/server-keys";

for await (const line of createInterface({ input: process.stdin })) {
  const { slugs, chosen, plans } = JSON.parse(line);
  const answer = slugs ? serverKeys(slugs, [])
    : planOf(chosen.map(({ server, tools }: { server: string; tools: string[] | null }) => ({ server, tools: tools && new Set(tools) })), plans);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
