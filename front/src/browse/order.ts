// Tools in the order of a column; unknown values come last both ways, equal ones stay as the catalog has them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names } from "../data/names";
import type { SortKey } from "./state";

/** More tools than that could not be told apart beside their key in one number. */
const ROOM = 2 ** 24;

export class Orders {
  private readonly made = new Map<string, Uint32Array>();
  private readonly names: Names;
  private readonly facts: Facets;

  constructor(names: Names, facts: Facets) {
    this.names = names;
    this.facts = facts;
  }

  /** Every tool, sorted; made once. */
  by(sort: SortKey, isDown: boolean): Uint32Array {
    const key = `${isDown}${sort}`;
    let order = this.made.get(key);
    if (!order) this.made.set(key, order = sorted(this.keys(sort), isDown));
    return order;
  }

  private keys(sort: SortKey): Float64Array {
    const { names, facts } = this;
    const keys = new Float64Array(names.tools.length);
    const fill = (key: (tool: number) => number | null) => {
      for (let tool = 0; tool < keys.length; tool++) keys[tool] = key(tool) ?? -1;
    };
    if (sort === "tokens") fill((tool) => facts.tokens(tool));
    else if (sort === "parameters") fill((tool) => facts.parameterCount(tool));
    else if (sort === "risk" || sort === "category") {
      // A tool that nobody reviewed ranks above all: it is treated as the worst.
      const rank = new Map((sort === "risk" ? names.risks : names.categories).map((word, at) => [word, at]));
      fill((tool) => rank.get(sort === "risk" ? names.risk(tool) : names.category(tool))!);
    } else {
      const texts = sort === "name" ? names.tools : names.servers.map(({ name }) => name);
      const ranks = ranksOf(texts.map((text) => text.toLowerCase()));
      fill((tool) => ranks[sort === "name" ? tool : names.serverOf[tool]!]!);
    }
    return keys;
  }
}

/** The place of each text among the distinct ones, sorted. */
function ranksOf(texts: string[]): Uint32Array {
  const rank = new Map([...new Set(texts)].sort().map((text, at) => [text, at]));
  return Uint32Array.from(texts, (text) => rank.get(text)!);
}

function sorted(keys: Float64Array, isDown: boolean): Uint32Array {
  let most = 0;
  for (const key of keys) if (key > most) most = key;
  // Key and number in one: sorting plain numbers needs no comparison of ours, which is five times as fast.
  const packed = keys.map((key, tool) => (key < 0 ? most + 1 : isDown ? most - key : key) * ROOM + tool).sort();
  return Uint32Array.from(packed, (each) => each % ROOM);
}
