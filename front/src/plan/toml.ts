// The `[mcp_servers.NAME]` tables of Codex's config.toml into servers: their command, args and url, and nothing else of TOML.
// What it cannot read it says, instead of guessing.
// SPDX-License-Identifier: Apache-2.0
import { configured, type Read } from "./config";

const TABLE = /^\[\s*mcp_servers\s*\.\s*(?:([A-Za-z0-9_-]+)|"((?:\\.|[^"\\])*)"|'([^']*)')\s*\]\s*(?:#.*)?$/;
const KEY = /^(command|args|url)\s*=\s*(.*)$/s;
const TEXT = /^"(?:\\.|[^"\\\n])*"|^'[^'\n]*'/;
const GAP = /^(?:\s|#[^\n]*)+/;

/** The text that a TOML string holds. @throws SyntaxError for an escape that JSON does not have. */
function unquoted(token: string): string {
  return token.startsWith("'") ? token.slice(1, -1)
    : JSON.parse(token.replace(/\\U([0-9a-fA-F]{8})|\\e/g, (_, code?: string) => JSON.stringify(String.fromCodePoint(code ? parseInt(code, 16) : 27)).slice(1, -1)));
}

/** A string, or a list of them that may go over lines; undefined for anything else, and for what is not finished. */
function value(text: string): string | string[] | undefined {
  const single = TEXT.exec(text);
  const isDone = (rest: string): boolean => /^\s*(?:#.*)?$/.test(rest);
  if (single) return !text.startsWith('"""') && !text.startsWith("'''") && isDone(text.slice(single[0].length)) ? unquoted(single[0]) : undefined;
  if (!text.startsWith("[")) return undefined;
  const found: string[] = [];
  let rest = text.slice(1).replace(GAP, "");
  while (!rest.startsWith("]")) {
    const token = TEXT.exec(rest);
    if (!token) return undefined;
    found.push(unquoted(token[0]));
    rest = rest.slice(token[0].length).replace(GAP, "");
    if (rest.startsWith(",")) rest = rest.slice(1).replace(GAP, "");
    else if (!rest.startsWith("]")) return undefined;
  }
  return isDone(rest.slice(1)) ? found : undefined;
}

/** The servers of the tables, and a note for each part of one that could not be read. */
export function tomlServers(text: string): Read {
  const lines = text.split(/\r?\n/);
  const tables = new Map<string, Record<string, unknown>>();
  const notes: string[] = [];
  let table: Record<string, unknown> | undefined;
  let key = "";
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.trim();
    if (line.startsWith("[")) {
      const [, plain, quoted, literal] = TABLE.exec(line) ?? [];
      const name = plain ?? literal ?? (quoted === undefined ? undefined : `"${quoted}"`);
      table = undefined;
      if (name === undefined) continue;
      try {
        key = quoted === undefined ? name : unquoted(name);
      } catch {
        notes.push(`line ${at + 1}: found a name that could not be read`);
        continue;
      }
      table = {};
      tables.set(key, table);
      continue;
    }
    if (!table && /^mcp_servers\b/.test(line)) notes.push(`line ${at + 1}: found servers without a table [mcp_servers.NAME], which is not read here`);
    const [, name, start = ""] = (table && KEY.exec(line)) ?? [];
    if (!table || name === undefined) continue;
    // A list goes on until its bracket closes, at most to the next table.
    let end = at;
    let found = attempt(start);
    while (found === undefined && start.startsWith("[") && end + 1 < lines.length && end - at < 200 && !/^\s*\[/.test(lines[end + 1]!)) {
      end++;
      found = attempt([start, ...lines.slice(at + 1, end + 1)].join("\n"));
    }
    if (found === undefined) notes.push(`line ${at + 1}: found ${name} of ${key} in a form that is not read here, expected texts in quotes on one line each`);
    else {
      table[name] = found;
      at = end;
    }
  }
  const servers = [...tables].map(([name, entry]) => configured(name, entry));
  if (!servers.length) notes.push("found no servers, expected JSON, or TOML with tables [mcp_servers.NAME]");
  return { servers, notes };
}

function attempt(text: string): string | string[] | undefined {
  try {
    return value(text);
  } catch {
    return undefined;
  }
}
