// The text of a client's configuration into the servers that it names. Only names, commands and addresses are kept: variables,
// headers and everything else, where secrets stand, are dropped while it is read.
// SPDX-License-Identifier: Apache-2.0
import { tomlServers } from "./toml";

/** A server as a client's configuration names it. */
export interface Configured {
  key: string;
  /** Program and arguments; empty for a server reached over HTTP. */
  command: string[];
  url: string | undefined;
}
export interface Read {
  servers: Configured[];
  /** What could not be read, one sentence each. */
  notes: string[];
}

/** Chosen: a hundred times a large configuration. */
export const MOST_CHARACTERS = 1_000_000;
const MOST_SERVERS = 200;
/** Strings whole, or a comment: an unfinished one reaches to the end, so that the search stays linear. */
const COMMENTS = /("(?:\\[\s\S]|[^"\\])*"?)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const EXTRA_COMMAS = /("(?:\\[\s\S]|[^"\\])*"?)|,(?=\s*[}\]])/g;

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain => typeof value === "object" && value !== null && !Array.isArray(value);
const own = (value: unknown, name: string): unknown => isPlain(value) && Object.hasOwn(value, name) ? value[name] : undefined;
const texts = (value: unknown): string[] => Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

/** An entry in the words that most clients share. */
export function configured(key: string, entry: Plain): Configured {
  const command = own(entry, "command");
  const url = ["url", "httpUrl", "serverUrl"].map((name) => own(entry, name)).find((each) => typeof each === "string");
  return {
    key,
    command: Array.isArray(command) ? texts(command) : [...typeof command === "string" ? [command] : [], ...texts(own(entry, "args"))],
    url: typeof url === "string" ? url : undefined,
  };
}

const isEntry = (value: unknown): value is Plain => isPlain(value) && ["command", "url", "httpUrl", "serverUrl"].some((name) => Object.hasOwn(value, name));

/** Every mapping of servers that a client would look at. */
function mappings(data: unknown): unknown[] {
  const inMcp = own(data, "mcp");
  const projects = own(data, "projects");
  const found = [
    own(data, "mcpServers"), own(data, "servers"), own(inMcp, "servers"), isEntry(own(inMcp, "servers")) || !own(inMcp, "servers") ? inMcp : undefined,
    ...isPlain(projects) ? Object.values(projects).map((each) => own(each, "mcpServers")) : [],
  ].filter(isPlain);
  return found.length || !isPlain(data) || !Object.values(data).some(isEntry) ? found : [data];
}

function jsonServers(text: string): Read {
  const plain = text.replace(COMMENTS, (_, kept?: string) => kept ?? " ").replace(EXTRA_COMMAS, (_, kept?: string) => kept ?? "");
  let data: unknown;
  try {
    data = JSON.parse(plain);
  } catch {
    return { servers: [], notes: ["found text that is not JSON, expected the whole file as the client reads it"] };
  }
  const servers = mappings(data).flatMap((each) => Object.entries(each as Plain).filter(([, entry]) => isEntry(entry))
    .map(([key, entry]) => configured(key, entry as Plain)));
  const notes = servers.length ? [] : ["found no servers, expected them under mcpServers, servers or mcp"];
  return { servers, notes };
}

/** The servers of a configuration in JSON, with or without comments, or of Codex's TOML. */
export function readConfig(text: string): Read {
  if (text.length > MOST_CHARACTERS) return { servers: [], notes: ["found more than 1 MB, expected a configuration"] };
  const whole = text.replace(/^\ufeff/, "");
  const read = /^\s*(?:\{|\/[/*])/.test(whole) ? jsonServers(whole) : tomlServers(whole);
  if (read.servers.length <= MOST_SERVERS) return read;
  return { servers: read.servers.slice(0, MOST_SERVERS), notes: [...read.notes, `found ${read.servers.length} servers; the first ${MOST_SERVERS} were looked at`] };
}
