// @ts-check
// A target's recipe and a plan into the files a reader pastes: the twin of generator/exporters (tree.py explains the language).
// catalogPolicies.print(recipe, plan) -> {files, lost, warnings}; it throws when two tools would share one name.
// Another key: change `key` of a server of the plan. Another posture: catalogPolicies.withPosture. One tool: catalogPolicies.onlyTool.
// SPDX-License-Identifier: Apache-2.0
(() => {
  /** @typedef {Record<string, any>} Scope */
  const PLACEHOLDER = /\{([a-z_]+(?:\.[a-z_]+)*)(?:\|([a-z]+))?\}/g;
  const WHOLE = new RegExp(`^${PLACEHOLDER.source}$`);
  const UNSAFE = /[^ !#-[\]-~]/gu;
  /** @type {Record<string, string>} */
  const SHORT = { '"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  /** @param {number} code @param {number} width */
  const hex = (code, width) => code.toString(16).padStart(width, "0");
  /** @param {string} text */
  const code = (text) => text.codePointAt(0) ?? 0;

  /** One value as JSON in ASCII; a list on one line. @param {any} value @returns {string} */
  const json = (value) => Array.isArray(value) ? `[${value.map(json).join(", ")}]`
    : JSON.stringify(value).replace(/[\x7f-\uffff]/g, (each) => `\\u${hex(each.charCodeAt(0), 4)}`);
  /** @param {any} value @returns {string} */
  const text = (value) => typeof value === "string" ? value : json(value);
  /** @param {string} value */
  const quoted = (value) => `"${value.replace(UNSAFE, (each) => SHORT[each]
    ?? (code(each) > 0xffff ? `\\U${hex(code(each), 8)}` : `\\u${hex(code(each), 4)}`))}"`;
  /** @param {any} value */
  const inCedar = (value) => text(value).replace(UNSAFE, (each) => `\\u{${hex(code(each), 1)}}`);
  /** @param {any} value @returns {string} */
  const cedar = (value) => Array.isArray(value) ? `[${value.map(cedar).join(", ")}]`
    : typeof value === "string" ? `"${inCedar(value)}"` : json(value);

  /** @type {Record<string, (value: any) => string>} */
  const FILTERS = {
    text, json, cedar,
    incedar: inCedar,
    line: (value) => json(text(value)).slice(1, -1).replaceAll('\\"', '"').replaceAll("\\\\", "\\"),
    shell: (value) => `'${text(value).replaceAll("'", "'\\''")}'`,
    regex: (value) => text(value).replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"),
  };

  /** @param {string} path @param {Scope} scope @returns {any} */
  const at = (path, scope) => path.split(".").reduce((value, part) => value == null ? null : value[part], /** @type {any} */ (scope));
  /** @param {string} template @param {Scope} scope @returns {any} */
  const fill = (template, scope) => {
    const whole = WHOLE.exec(template);
    if (whole) return whole[2] ? FILTERS[whole[2]](at(whole[1], scope)) : at(whole[1], scope);
    return template.replace(PLACEHOLDER, (_, path, filter) => FILTERS[filter || "text"](at(path, scope)));
  };

  /** @param {string} what @param {Scope} scope @returns {Scope[]} */
  const entered = (what, scope) => what === "servers" || what === "tools" ? scope[`$${what}`]
    : (scope[what === "arguments" ? "server" : "tool"][what] ?? []).map((/** @type {any} */ each) => ({ ...scope, [what.slice(0, -1)]: each }));
  /** @param {any} value */
  const isThere = (value) => value != null && value !== "" && !(Array.isArray(value) && !value.length);
  /** @param {Scope} condition @param {Scope} scope @returns {boolean} */
  const holds = (condition, scope) => Object.entries(condition).every(([key, wanted]) => {
    if (key === "$not") return !holds(wanted, scope);
    if (key === "$any") return wanted.some((/** @type {Scope} */ each) => holds(each, scope));
    if (key === "$some") return entered(wanted.each, scope).some((inner) => holds(wanted.if, inner));
    if (key.endsWith("?")) return isThere(at(key.slice(0, -1), scope)) === wanted;
    const value = at(key, scope);
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
  });

  /** @param {any[][]} pairs Keys and values. */
  const mapping = (pairs) => {
    const made = new Map();
    for (const [key, value] of pairs) {
      if (made.has(key)) throw new Error(`two rules under the name ${json(key)}; choose other keys for the servers`);
      made.set(key, value);
    }
    return made;
  };
  /** @param {any} value */
  const isEmpty = (value) => (Array.isArray(value) && !value.length) || (value instanceof Map && !value.size);
  /** @type {Record<string, (node: any, scope: Scope) => any[]>} */
  const DIRECTIVES = {
    $each: (node, scope) => entered(node.$each, scope).flatMap((inner) => holds(node.$if ?? {}, inner) ? values(node.$do, inner) : []),
    $if: (node, scope) => branch(holds(node.$if, scope) ? node.$then : node.$else, scope),
    $switch: (node, scope) => branch(node.$cases[at(node.$switch, scope)] ?? node.$default, scope),
    $all: (node, scope) => node.$all.flatMap((/** @type {any} */ each) => values(each, scope)),
    $merge: (node, scope) => [mapping(node.$merge.flatMap((/** @type {any} */ each) => values(each, scope).flatMap((made) => [...made])))],
    $filled: (node, scope) => {
      const found = values(node.$filled, scope).filter((value) => !isEmpty(value));
      return found.length ? found : branch(node.$else, scope);
    },
    $join: (node, scope) => [values(node.$join, scope)[0].join(node.$by)],
  };
  /** @param {any} node @param {Scope} scope @returns {any[]} */
  const branch = (node, scope) => node === undefined ? [] : values(node, scope);
  /** @param {any} node @param {Scope} scope @returns {any[]} */
  const values = (node, scope) => {
    if (typeof node === "string") return [fill(node, scope)];
    if (Array.isArray(node)) return [node.flatMap((each) => values(each, scope))];
    if (node === null || typeof node !== "object") return [node];
    const directive = Object.keys(node)[0] ?? "";
    if (Object.hasOwn(DIRECTIVES, directive)) return DIRECTIVES[directive](node, scope);
    return [mapping(Object.entries(node).flatMap(([key, each]) => values(each, scope).slice(0, 1).map((value) => [fill(key, scope), value])))];
  };

  /** @param {any} rules @param {Scope} scope @param {Map<string, string>} seen @param {string} owner */
  const name = (rules, scope, seen, owner) => {
    for (const [key, rule] of Object.entries(rules ?? {})) {
      let made = fill(rule.of, scope);
      const given = made;
      if (rule.once && made.startsWith(rule.once + rule.once)) made = made.slice(rule.once.length);
      if (rule.keep) made = made.replace(new RegExp(`[^${rule.keep}]`, "g"), rule.with);
      if (rule.limit) {
        scope[`${key}_long`] = made.length > rule.limit;
        scope[`${key}_room`] = Math.max(0, scope.server.key.length - (made.length - rule.limit));
      }
      const side = (rule.shorten - 3) / 2;
      if (made.length > rule.shorten) made = `${made.slice(0, side)}...${made.slice(-side)}`;
      if (rule.cut) made = made.slice(0, rule.cut).replace(/[\ud800-\udbff]$/, "");
      if (rule.skip) made = made.slice(fill(rule.skip, scope).length);
      scope[key] = made;
      scope[`${key}_changed`] = made !== given;
      const other = seen.get(`${key} ${made}`) ?? owner;
      if (rule.unique && other !== owner) throw new Error(`${json(other)} and ${json(owner)} both named ${json(made)} by this client; choose other keys for the servers`);
      seen.set(`${key} ${made}`, other);
    }
  };
  /** @param {any} plan @param {any} names */
  const scopes = (plan, names) => {
    const seen = new Map();
    /** @type {Scope} */
    const outermost = { plan, $servers: [] };
    for (const server of plan.servers) {
      /** @type {Scope} */
      const inside = { ...outermost, server, $tools: [] };
      name(names?.server, inside, seen, server.key);
      for (const tool of server.tools) {
        const scope = { ...inside, tool };
        name(names?.tool, scope, seen, `${server.key}/${tool.name}`);
        inside.$tools.push(scope);
      }
      outermost.$servers.push(inside);
    }
    return outermost;
  };

  /** @param {any} data @param {string} indent @returns {string} */
  const toJson = (data, indent = "") => {
    const isMap = data instanceof Map;
    if (!isMap && !Array.isArray(data)) return json(data);
    if (isEmpty(data)) return isMap ? "{}" : "[]";
    const inner = `${indent}  `;
    const parts = isMap ? [...data].map(([key, value]) => `${json(key)}: ${toJson(value, inner)}`) : data.map((value) => toJson(value, inner));
    return `${isMap ? "{" : "["}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${isMap ? "}" : "]"}`;
  };

  /** @param {string} value */
  const yamlText = (value) => /^[A-Za-z][A-Za-z0-9_-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value) ? value : quoted(value);
  /** @param {any} value */
  const yamlScalar = (value) => typeof value === "string" ? yamlText(value) : isEmpty(value) ? (Array.isArray(value) ? "[]" : "{}") : json(value);
  /** @param {any} value */
  const isBlock = (value) => (value instanceof Map || Array.isArray(value)) && !isEmpty(value);
  /** @param {any} data @param {string} indent @returns {string[]} */
  const yaml = (data, indent) => {
    const inner = `${indent}  `;
    if (data instanceof Map) return [...data].flatMap(([key, value]) => {
      const head = `${indent}${yamlText(key)}:`;
      return isBlock(value) ? [head, ...yaml(value, inner)] : [`${head} ${yamlScalar(value)}`];
    });
    return data.flatMap((/** @type {any} */ value) => {
      if (!isBlock(value)) return [`${indent}- ${yamlScalar(value)}`];
      const [first, ...rest] = yaml(value, inner);
      return [`${indent}- ${first.slice(inner.length)}`, ...rest];
    });
  };

  /** @param {any} value */
  const isTable = (value) => value instanceof Map || (Array.isArray(value) && value[0] instanceof Map);
  /** @param {string} key */
  const tomlKey = (key) => /^[A-Za-z0-9_-]+$/.test(key) ? key : quoted(key);
  /** @param {any} value @returns {string} */
  const tomlValue = (value) => !Array.isArray(value) ? (typeof value === "string" ? quoted(value) : json(value))
    : value.length < 2 ? `[${value.map(tomlValue).join("")}]` : `[\n${value.map((each) => `  ${tomlValue(each)},\n`).join("")}]`;
  /** @param {Map<string, any>} table @param {string} path @returns {string[]} */
  const toml = (table, path) => [
    ...[...table].filter(([, value]) => !isTable(value)).map(([key, value]) => `${tomlKey(key)} = ${tomlValue(value)}`),
    ...[...table].filter(([, value]) => isTable(value)).flatMap(([key, value]) => {
      const inner = path ? `${path}.${tomlKey(key)}` : tomlKey(key);
      if (Array.isArray(value)) return value.flatMap((each) => ["", `[[${inner}]]`, ...toml(each, inner)]);
      return [...(value.size && [...value.values()].every(isTable) ? [] : ["", `[${inner}]`]), ...toml(value, inner)];
    }),
  ];

  /** @type {Record<string, (data: any) => string>} */
  const WRITERS = {
    json: (data) => `${toJson(data)}\n`,
    text: (data) => [...data, ""].join("\n"),
    yaml: (data) => [...yaml(data, ""), ""].join("\n"),
    toml: (data) => [...toml(data, ""), ""].join("\n").replace(/^\n+/, ""),
  };

  /** @param {any[] | undefined} rules @param {Scope} scope */
  const remarks = (rules, scope) => (rules ?? []).flatMap((rule) => scope.$servers.flatMap((/** @type {Scope} */ server) => {
    const ofTools = rule.each !== "servers";
    const hits = (ofTools ? server.$tools : [server]).filter((/** @type {Scope} */ each) => holds(rule.if, each));
    if (!hits.length) return [];
    const least = rule.least ? Math.min(...hits.map((/** @type {Scope} */ each) => each[rule.least])) : null;
    const tools = ofTools ? hits.map((/** @type {Scope} */ each) => each.tool.name) : [];
    return [{ what: rule.what, say: fill(rule.say, { ...server, least }), server: server.server.key, tools }];
  }));

  /** @param {any} recipe One of `targets.json`. @param {any} plan As the catalog publishes it. */
  const print = (recipe, plan) => {
    const scope = scopes(plan, recipe.names);
    const files = recipe.documents.flatMap((/** @type {any} */ document) =>
      (document.per === "server" ? scope.$servers : [scope]).filter((/** @type {Scope} */ each) => holds(document.if ?? {}, each))
        .map((/** @type {Scope} */ each) => ({
          name: fill(document.file, each), language: document.language, where: document.where,
          text: document.verbatim ? document.root : WRITERS[document.format](values(document.root, each)[0]),
        })));
    return { files, lost: remarks(recipe.lost, scope), warnings: remarks(recipe.warnings, scope) };
  };

  /**
   * The plan under a posture, from the plan under the first one: the twin of generator/rules/posture.py.
   * @param {any} plan @param {any} posture One of `targets.json`. @param {string[]} readOnly Its `read_only_categories`.
   */
  const withPosture = (plan, posture, readOnly) => ({
    posture: posture.name,
    servers: plan.servers.map((/** @type {any} */ server) => ({
      ...server,
      unlisted: server.unlisted && posture.unlisted,
      tools: server.tools.map((/** @type {any} */ tool) => {
        const denial = posture.denies.find((/** @type {any} */ each) => (!each.risks.length || tool.risk === null || each.risks.includes(tool.risk))
          && (!each.effects.length || each.effects.includes(tool.effect))
          && (each.modifies === null || each.modifies === !readOnly.includes(tool.category)));
        if (!denial && tool.effect !== "deny") return tool;
        const visibility = [tool.visibility, denial?.visibility].includes("hidden") ? "hidden" : "visible";
        return { ...tool, effect: "deny", visibility, limit: null, constraints: [] };
      }),
    })),
  });

  /** @param {string} one @param {string} other By code points, as Python sorts. */
  const byPoints = (one, other) => {
    const [left, right] = [[...one], [...other]];
    const at = left.findIndex((each, index) => each !== right[index]);
    return at < 0 ? left.length - right.length : at >= right.length ? 1 : code(left[at]) - code(right[at]);
  };

  /**
   * The plan of one tool alone, saying nothing of the server's others; it may be one of `others`, which the release does not offer.
   * @param {any} plan As plan.js has it: of one server. @param {string} name
   */
  const onlyTool = (plan, name) => {
    const [server] = plan.servers;
    const tool = [...server.tools, ...plan.others].find((each) => each.name === name);
    const own = (tool.parameters ?? []).map((/** @type {any} */ each) => ({ ...each, required: false }));
    own.sort((/** @type {any} */ one, /** @type {any} */ other) => byPoints(one.name, other.name));
    return { posture: plan.posture, servers: [{ ...server, unlisted: null, tools: [tool], arguments: own }] };
  };
  Object.assign(globalThis, { catalogPolicies: { print, withPosture, onlyTool } });
})();
