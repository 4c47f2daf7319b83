// Each file of src/entries into one script of the site: bundled, minified, without modules, because a page opened from a disk
// may not load any. Prints name and size.
// SPDX-License-Identifier: Apache-2.0
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "..", "site_src", "assets");
const entries = readdirSync(join(HERE, "src", "entries")).filter((name) => name.endsWith(".ts")).sort();

await build({
  absWorkingDir: HERE,
  entryPoints: entries.map((name) => join("src", "entries", name)),
  outdir: OUT,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "ascii",
  legalComments: "eof",
  banner: { js: "// SPDX-License-Identifier: Apache-2.0" },
  logLevel: "warning",
});
for (const name of entries) {
  const file = join(OUT, `${basename(name, ".ts")}.js`);
  console.log(`${basename(file)} ${statSync(file).size} bytes`);
}
