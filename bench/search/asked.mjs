// The published search, run by Node: `node asked.mjs ASSETS DATA < queries.json > answers.json`. ASSETS holds `app.js`, DATA what
// it loads; a page's script tags are stood in for by running each file. SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const [assets, data] = process.argv.slice(2);
const run = (file) => runInThisContext(readFileSync(file, "utf8"), { filename: file });

globalThis.HTMLScriptElement = class {};
globalThis.location = new URL("https://catalog.example/");
globalThis.document = {
  createElement: () => ({}),
  head: {
    append(script) {
      run(join(data, new URL(script.src).pathname.split("/").at(-1)));
      script.onload();
    },
  },
};
run(join(assets, "app.js"));

const started = performance.now();
const finder = await globalThis.catalogApp.loadFinder();
const readyMs = performance.now() - started;
const queries = JSON.parse(readFileSync(0, "utf8"));
for (const query of queries.slice(0, 20)) finder.find(query);
const answers = queries.map((query) => {
  const from = performance.now();
  const { results, total } = finder.find(query);
  const ms = performance.now() - from;
  return { paths: results.map((each) => each.path), names: results.map((each) => `${each.kind} ${each.name}`), total, ms };
});
// As a person types: every beginning of every query is one keystroke.
const keystrokes = queries.flatMap((query) => Array.from(query, (_, at) => {
  const from = performance.now();
  finder.find(query.slice(0, at + 1));
  return performance.now() - from;
}));
process.stdout.write(JSON.stringify({ readyMs, answers, keystrokes }));
