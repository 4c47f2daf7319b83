// The data of a document into its text: JSON, YAML, TOML or plain lines. The twin of generator/exporters/formats.py.
// SPDX-License-Identifier: Apache-2.0
import { json, quoted } from "./text";
import { isEmpty } from "./tree";

function toJson(data: any, indent = ""): string {
  const isMap = data instanceof Map;
  if (!isMap && !Array.isArray(data)) return json(data);
  if (isEmpty(data)) return isMap ? "{}" : "[]";
  const inner = `${indent}  `;
  const parts = isMap ? [...data].map(([key, value]) => `${json(key)}: ${toJson(value, inner)}`) : data.map((value) => toJson(value, inner));
  return `${isMap ? "{" : "["}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${isMap ? "}" : "]"}`;
}

const yamlText = (value: string): string =>
  /^[A-Za-z][A-Za-z0-9_-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value) ? value : quoted(value);
const yamlScalar = (value: any): string =>
  typeof value === "string" ? yamlText(value) : isEmpty(value) ? (Array.isArray(value) ? "[]" : "{}") : json(value);
const isBlock = (value: unknown): boolean => (value instanceof Map || Array.isArray(value)) && !isEmpty(value);

function yaml(data: any, indent: string): string[] {
  const inner = `${indent}  `;
  if (data instanceof Map) return [...data].flatMap(([key, value]) => {
    const head = `${indent}${yamlText(key)}:`;
    return isBlock(value) ? [head, ...yaml(value, inner)] : [`${head} ${yamlScalar(value)}`];
  });
  return data.flatMap((value: unknown) => {
    if (!isBlock(value)) return [`${indent}- ${yamlScalar(value)}`];
    const [first = "", ...rest] = yaml(value, inner);
    return [`${indent}- ${first.slice(inner.length)}`, ...rest];
  });
}

const isTable = (value: unknown): boolean => value instanceof Map || (Array.isArray(value) && value[0] instanceof Map);
const tomlKey = (key: string): string => /^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key);

function tomlValue(value: any): string {
  if (!Array.isArray(value)) return typeof value === "string" ? quoted(value) : json(value);
  return value.length < 2 ? `[${value.map(tomlValue).join("")}]` : `[\n${value.map((each) => `  ${tomlValue(each)},\n`).join("")}]`;
}

function toml(table: Map<string, any>, path: string): string[] {
  return [
    ...[...table].filter(([, value]) => !isTable(value)).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`),
    ...[...table].filter(([, value]) => isTable(value)).flatMap(([key, value]) => {
      const inner = path ? `${path}.${tomlKey(key)}` : tomlKey(key);
      if (Array.isArray(value)) return value.flatMap((each) => ["", `[[${inner}]]`, ...toml(each, inner)]);
      return [...(value.size && [...value.values()].every(isTable) ? [] : ["", `[${inner}]`]), ...toml(value, inner)];
    }),
  ];
}

/** By the name of the format. */
export const WRITERS: Record<string, (data: any) => string> = {
  json: (data) => `${toJson(data)}\n`,
  text: (data) => [...data, ""].join("\n"),
  yaml: (data) => [...yaml(data, ""), ""].join("\n"),
  toml: (data) => [...toml(data, ""), ""].join("\n").replace(/^\n+/, ""),
};
