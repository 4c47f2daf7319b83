// The chosen servers, their tools and what is known of them, as the parts of the planner show them.
// SPDX-License-Identifier: Apache-2.0
import type { Facets } from "../data/facets";
import type { Names, ServerName } from "../data/names";
import { visible } from "../dom/visible";
import { choiceOf, type Choice } from "../policies/by-hand";
import type { Stack } from "./stack";
import type { State } from "./state";

export interface StackTool {
  name: string;
  server: StackServer;
  /** From the site's root. */
  path: string;
  category: string | null;
  risk: string | null;
  /** What the posture says, and what the plan does. */
  before: Choice;
  choice: Choice;
  /** Bits of `LEGS`. */
  legs: number;
  /** Null when its definition was not observed. */
  tokens: number | null;
  /** Places in `Facets.signals`. */
  signals: number[];
}
/** Its name is as pages show it. */
export interface StackServer { slug: string; name: string; key: string; tools: StackTool[] }
export interface Model { state: State; stack: Stack; servers: StackServer[]; tools: StackTool[] }

/** The index of every server by its slug. */
export class Index {
  readonly names: Names;
  readonly facets: Facets;
  private readonly bySlug: Map<string, ServerName>;

  constructor(names: Names, facets: Facets) {
    this.names = names;
    this.facets = facets;
    this.bySlug = new Map(names.servers.map((server) => [server.slug, server]));
  }

  /** The server, if a policy can be written for it: if it has tools. */
  server(slug: string): ServerName | undefined {
    const found = this.bySlug.get(slug);
    return found && found.to > found.from ? found : undefined;
  }

  model(state: State, stack: Stack): Model {
    const servers = stack.plan.servers.map((planned, at): StackServer => {
      const { from, to } = this.bySlug.get(planned.slug)!;
      const numbers = new Map<string, number>();
      for (let number = from; number < to; number++) numbers.set(this.names.tools[number]!, number);
      const server: StackServer = { slug: planned.slug, name: visible(planned.name), key: planned.key, tools: [] };
      server.tools = planned.tools.map((tool, place): StackTool => {
        const number = numbers.get(tool.name);
        const isKnown = number !== undefined;
        return {
          name: tool.name, server, category: tool.category, risk: tool.risk,
          path: isKnown ? this.names.path(number) : `tools/${planned.slug}/`,
          before: choiceOf(stack.before.servers[at]!.tools[place]!),
          choice: choiceOf(tool),
          legs: isKnown ? this.facets.legs(number) : 0,
          tokens: isKnown ? this.facets.tokens(number) : null,
          signals: isKnown ? this.facets.signalsOf(number) : [],
        };
      });
      return server;
    });
    return { state, stack, servers, tools: servers.flatMap((server) => server.tools) };
  }
}
