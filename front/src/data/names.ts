// Every server and tool of the catalog by name: what a search needs at once. generator/outputs/index_files.py writes it.
// Tools are numbered from 0, by server, then by address; every other column of the index uses the same numbers.
// SPDX-License-Identifier: Apache-2.0
import { dataOf, load } from "./site";

interface Raw {
  servers: [slug: string, name: string, packageName: string][];
  tools: string;
  /** Of the tools whose address is not made from their name alone: their place on the server and what it is. */
  slugs: string;
  categories: [name: string, slug: string][];
  risks: [name: string, slug: string][];
  unreviewed: string;
  category: string;
  risk: string;
}

/** A word of the vocabulary; `slug` is null for a tool that nobody has reviewed. */
export interface Word {
  name: string;
  slug: string | null;
}

export interface ServerName {
  slug: string;
  name: string;
  /** Identifier in its package registry; empty when it is not known. */
  packageName: string;
  /** Number of its first tool, and of the first tool behind its last. */
  from: number;
  to: number;
}

/** The same as `plain_slug` of generator/rules/addresses.py. */
function plainSlug(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9.-]/g, "-").replace(/^[.-]+|[.-]+$/g, "").slice(0, 128).replaceAll("..", ".-");
}

export class Names {
  readonly servers: ServerName[];
  /** Exact names, by number. */
  readonly tools: string[] = [];
  /** Place in `servers` of each tool's server. */
  readonly serverOf: Uint32Array;
  /** In the vocabulary's order; the words for tools without one come last. */
  readonly categories: Word[];
  readonly risks: Word[];

  private readonly raw: Raw;
  private readonly slugs: string[];

  constructor(raw: Raw) {
    this.raw = raw;
    const byServer = raw.tools.split(" ");
    this.servers = raw.servers.map(([slug, name, packageName], at) => {
      const own = byServer[at] ? byServer[at].split(",") : [];
      const from = this.tools.length;
      for (const tool of own) this.tools.push(tool);
      return { slug, name, packageName, from, to: from + own.length };
    });
    this.serverOf = new Uint32Array(this.tools.length);
    this.servers.forEach((server, at) => this.serverOf.fill(at, server.from, server.to));
    this.slugs = raw.slugs.split(" ");
    const words = (known: [string, string][]) =>
      [...known.map(([name, slug]) => ({ name, slug })), { name: raw.unreviewed, slug: null }];
    this.categories = words(raw.categories);
    this.risks = words(raw.risks);
  }

  server(tool: number): ServerName {
    return this.servers[this.serverOf[tool]!]!;
  }

  category(tool: number): Word {
    return this.categories[placeOf(this.raw.category, tool, this.categories.length - 1)]!;
  }

  risk(tool: number): Word {
    return this.risks[placeOf(this.raw.risk, tool, this.risks.length - 1)]!;
  }

  slug(tool: number): string {
    const own = `,${this.slugs[this.serverOf[tool]!]!}`.split(`,${tool - this.server(tool).from}:`)[1];
    return own?.split(",")[0] ?? plainSlug(this.tools[tool]!);
  }

  /** The tool's page, from the site's root. */
  path(tool: number): string {
    return `tools/${this.server(tool).slug}/${this.slug(tool)}/`;
  }
}

/** Place of the tool's word in a column of letters; `none` where it has none. */
export function placeOf(letters: string, tool: number, none: number): number {
  const letter = letters.charCodeAt(tool);
  return letter === 45 ? none : letter - 65;
}

let names: Promise<Names> | undefined;

/** The names, loaded once. @throws Error when they cannot be loaded; the next call tries again. */
export function loadNames(): Promise<Names> {
  names ??= load("assets/data/names.js").then(() => new Names(dataOf<Raw>("data/names")));
  names.catch(() => { names = undefined; });
  return names;
}
