// What can be found: servers by each of their names, pages, parameters and tools, one line of the text for each.
// SPDX-License-Identifier: Apache-2.0
import type { Names, ServerName, Word } from "../data/names";
import type { FoundPage } from "../data/pages";
import { type ParameterNames, takerOf } from "../data/parameters";
import { Text } from "./text";
import { tellingWords, wordsOf } from "./words";

/** Something found, as the list shows it. */
export interface Subject {
  kind: "tool" | "server" | "parameter" | FoundPage["kind"];
  name: string;
  /** From the site's root; with a query or a fragment where the thing has no page of its own. */
  path: string;
  /** The server of a tool, the package of a server, the page of a section, how many tools take a parameter. */
  of: string;
  /** Of a tool. */
  risk: Word | null;
}

/** The ways a server is called, each once: name, address, package, and these without what every server is called. */
function callings(server: ServerName): string[] {
  const scopeless = server.packageName.slice(server.packageName.lastIndexOf("/") + 1);
  const names = [server.name, server.slug, server.packageName, scopeless].filter(Boolean);
  const short = names.map((name) => tellingWords(wordsOf(name)).join(" "));
  const seen = new Set<string>();
  return [...names, ...short].filter((name) => {
    const letters = wordsOf(name).join("");
    return letters && !seen.has(letters) && seen.add(letters);
  });
}

/** The lines: first all names of servers, then pages, parameters, and last the tools, in the order of the data. */
export class Subjects {
  readonly text: Text;
  readonly pagesFrom: number;
  readonly parametersFrom: number;
  readonly toolsFrom: number;
  /** Place of the server that a line names. */
  readonly serverOfLine: Uint32Array;

  private readonly callings: string[] = [];
  readonly names: Names;
  private readonly pages: FoundPage[];
  private readonly parameters: ParameterNames;

  constructor(names: Names, pages: FoundPage[], parameters: ParameterNames) {
    this.names = names;
    this.pages = pages;
    this.parameters = parameters;
    const owners: number[] = [];
    names.servers.forEach((server, place) => {
      for (const calling of callings(server)) {
        owners.push(place);
        this.callings.push(calling);
      }
    });
    this.serverOfLine = Uint32Array.from(owners);
    this.pagesFrom = owners.length;
    this.parametersFrom = this.pagesFrom + pages.length;
    this.toolsFrom = this.parametersFrom + parameters.names.length;
    this.text = new Text(this.toolsFrom + names.tools.length);
    for (const calling of this.callings) this.text.add(line(calling));
    for (const page of pages) this.text.add(line(page.title));
    for (const name of parameters.names) this.text.add(line(name));
    if (names.tools.length) this.text.add(names.tools.join("\n"));
    this.text.close();
  }

  /** The name that the line was made from. */
  nameOf(at: number): string {
    if (at >= this.toolsFrom) return this.names.tools[at - this.toolsFrom]!;
    if (at >= this.parametersFrom) return this.parameters.names[at - this.parametersFrom]!;
    return at >= this.pagesFrom ? this.pages[at - this.pagesFrom]!.title : this.callings[at]!;
  }

  /** What the line leads to. */
  subject(at: number): Subject {
    if (at >= this.toolsFrom) return this.tool(at - this.toolsFrom);
    if (at >= this.parametersFrom) return this.parameter(at - this.parametersFrom);
    if (at >= this.pagesFrom) {
      const { kind, title, path, of } = this.pages[at - this.pagesFrom]!;
      return { kind, name: title, path, of, risk: null };
    }
    const server = this.names.servers[this.serverOfLine[at]!]!;
    return { kind: "server", name: server.name, path: `tools/${server.slug}/`, of: server.packageName, risk: null };
  }

  private tool(number: number): Subject {
    const { names } = this;
    return { kind: "tool", name: names.tools[number]!, path: names.path(number), of: names.server(number).name, risk: names.risk(number) };
  }

  private parameter(place: number): Subject {
    const name = this.parameters.names[place]!;
    const count = this.parameters.counts[place]!;
    const taker = takerOf(this.parameters.codes[place]!, this.parameters, this.names);
    const path = taker === undefined ? `browse/?parameter=${encodeURIComponent(name)}` : `${this.names.path(taker)}#parameters`;
    const of = taker === undefined ? `${count.toLocaleString("en")} tools` : `${this.names.tools[taker]!}, ${this.names.server(taker).name}`;
    return { kind: "parameter", name, path, of, risk: null };
  }
}

/** One line, whatever the name holds. */
function line(name: string): string {
  return name.replaceAll("\n", " ");
}
