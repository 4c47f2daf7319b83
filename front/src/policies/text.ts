// Values as texts of the formats that policies are written in: ASCII, whatever a server's names hold.
// The twin of generator/exporters/fill.py; a test holds both to the same bytes.
// SPDX-License-Identifier: Apache-2.0

/** What JSON holds, and mappings made from it. */
export type Value = string | number | boolean | null | undefined | Value[] | { [name: string]: Value } | Map<string, Value>;
/** What names mean at one place of a recipe. Recipes are checked when the site is built, so their paths are known to be there. */
export type Scope = Record<string, any>;

const PLACEHOLDER = /\{([a-z_]+(?:\.[a-z_]+)*)(?:\|([a-z]+))?\}/g;
const WHOLE = new RegExp(`^${PLACEHOLDER.source}$`);
const UNSAFE = /[^ !#-[\]-~]/gu;
const SHORT: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

const hex = (code: number, width: number): string => code.toString(16).padStart(width, "0");

/** Code point of the first character. */
export const code = (text: string): number => text.codePointAt(0) ?? 0;

/** One value as JSON in ASCII; a list on one line. */
export function json(value: Value): string {
  return Array.isArray(value) ? `[${value.map(json).join(", ")}]`
    : JSON.stringify(value).replace(/[\x7f-\uffff]/g, (each) => `\\u${hex(each.charCodeAt(0), 4)}`);
}

const text = (value: Value): string => typeof value === "string" ? value : json(value);

/** A double-quoted text that TOML and YAML both read. */
export function quoted(value: string): string {
  return `"${value.replace(UNSAFE, (each) => SHORT[each]
    ?? (code(each) > 0xffff ? `\\U${hex(code(each), 8)}` : `\\u${hex(code(each), 4)}`))}"`;
}

const inCedar = (value: Value): string => text(value).replace(UNSAFE, (each) => `\\u{${hex(code(each), 1)}}`);
const cedar = (value: Value): string => Array.isArray(value) ? `[${value.map(cedar).join(", ")}]`
  : typeof value === "string" ? `"${inCedar(value)}"` : json(value);

/** One word of a POSIX shell. */
export const shell = (value: Value): string => `'${text(value).replaceAll("'", "'\\''")}'`;

const FILTERS: Record<string, (value: Value) => string> = {
  text, json, cedar, shell,
  incedar: inCedar,
  line: (value) => json(text(value)).slice(1, -1).replaceAll('\\"', '"').replaceAll("\\\\", "\\"),
  regex: (value) => text(value).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"),
};

/** The value of a dotted path; null where a part of it is null. */
export function at(path: string, scope: Scope): any {
  return path.split(".").reduce<any>((value, part) => value == null ? null : value[part], scope);
}

/** The text with every placeholder replaced; a template that is one placeholder gives the value itself. */
export function fill(template: string, scope: Scope): any {
  const whole = WHOLE.exec(template);
  if (whole) return whole[2] ? FILTERS[whole[2]]!(at(whole[1]!, scope)) : at(whole[1]!, scope);
  return template.replace(PLACEHOLDER, (_, path: string, filter?: string) => FILTERS[filter || "text"]!(at(path, scope)));
}
