// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { serverRows, toolRows } from "../../front/src/compare/rows";
import { parseCompared, printCompared } from "../../front/src/compare/state";
import { visible } from "../../front/src/dom/visible";
import { madeCatalog } from "./made";

const known = () => true;

test("a comparison comes back from its query", () => {
  for (const query of ["", "?tool=a/b&tool=c/d.e", "?server=a&server=b&only=differences"]) {
    assert.equal(printCompared(parseCompared(query, known).compared), query);
    assert.deepEqual(parseCompared(query, known).notes, []);
  }
});

test("what cannot be compared is named and left out", () => {
  const { compared, notes } = parseCompared("?tool=a/1&server=s&tool=a/1&tool=a/2/&tool=a/3&tool=a/4&tool=a/5&tool=a/6&tool=%FF<b>",
    (_, key) => key.startsWith("a/"));
  assert.deepEqual(compared.keys, ["a/1", "a/2", "a/3", "a/4", "a/5"]);
  assert.deepEqual(notes.map((each) => each.split(": ")[1]), [
    "tools and servers are not compared with each other", "at most five are compared", "not in this catalog"]);
});

test("a row differs when its cells do, unknown is a word, and a parameter is a row", () => {
  const { names, facts } = madeCatalog(4, 40);
  const parameter = (name: string, types: string[], required = false) => ({ name, types, kind: "", required });
  const groups = toolRows([0, 1, 2], names, facts, ["Does it.", "", "Does it."],
    [[parameter("path", ["string"], true), parameter("own", [])], [parameter("path", ["string"], true)], null]);
  const rows = new Map(groups.flatMap((each) => each.rows).map((each) => [each.label, each]));
  assert.deepEqual(rows.get("path")!.cells.map(({ text }) => text), ["string, required", "string, required", "unknown"]);
  assert.deepEqual(rows.get("own")!.cells.map(({ text }) => text), ["type not stated", "\u2013", "unknown"]);
  assert.equal(rows.get("Version")!.differs, false);
  for (const each of rows.values()) assert.equal(each.differs, new Set(each.cells.map(({ text }) => text)).size > 1);
});

test("the counts of a server add up", () => {
  const { names, facts } = madeCatalog(3, 50);
  for (const label of ["Tools by risk", "Tools by category"]) {
    const groups = serverRows([0, 1, 2], names, facts);
    const rows = groups.find((each) => each.label === label)!.rows.filter((each) => each.label !== "Tools");
    names.servers.forEach(({ from, to }, at) =>
      assert.equal(rows.reduce((sum, each) => sum + Number(each.cells[at]!.text), 0), to - from, label));
  }
  const tokens = serverRows([0], names, facts).flatMap((each) => each.rows).find((each) => each.label.startsWith("Tokens"))!;
  assert.match(tokens.cells[0]!.text, /^[\d,]+, and \d+ unknown$|^[\d,]+$/);
});

test("hidden characters are spelt out", () => {
  assert.equal(visible("a\u200bb\u202ec\u{e0041}\u0000"), "a[U+200B]b[U+202E]c[U+E0041][U+0000]");
  assert.equal(visible("plain \u{1f600}\u270c\ufe0f é\n"), "plain \u{1f600}\u270c\ufe0f é\n");
  assert.equal(visible("x\ufe0f"), "x[U+FE0F]");
});
