// @ts-check
// The policies of a page in every format, under the reader's own name of the server and a posture of choice.
// catalog.js loads it where a page has policies. What it prints from are scripts too, because a page opened from a disk may not
// fetch: each files its data in `catalogData`. The first tab of a tool's page is in the page itself and needs none of them.
// SPDX-License-Identifier: Apache-2.0
(() => {
  /** @typedef {{target: string, key: string, posture: string}} Choice */
  /** @typedef {{say: string, tools: string[]}} Remark */
  const WORDS = {
    name: "Name of the server in your configuration", posture: "Posture", format: "Client or gateway",
    badName: "A name has 1 to 128 characters that can be printed, without * or ?.",
    notMade: "It could not be printed here. ", files: "The files of the whole server", still: " are still there.",
    folded: "All files as they are published", verified: "Verified against ", notVerified: "Not machine-verified.",
    named: "Tool names: ",
  };
  const NAMED = 6;
  const LONGEST = 128;
  const NOT_IN_A_NAME = /[\p{C}\p{Zl}\p{Zp}*?]|(?! )\p{Zs}/u;
  const HERE = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const SITE = new URL("../", HERE);
  const { catalogData } = /** @type {any} */ (globalThis);
  /** @type {{targets: {target: string, label: string}[], postures: {name: string, meaning: string}[]}} */
  const formats = catalogData.get("formats");

  /** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} inside @returns {any} */
  const element = (tag, attributes, ...inside) => {
    const made = document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...inside);
    return made;
  };

  /** What was chosen before; a browser may refuse to remember. @param {"localStorage" | "sessionStorage"} where @param {string} name */
  const remembered = (where, name) => {
    try {
      return globalThis[where].getItem(`${SITE.pathname}.catalog.${name}`);
    } catch {
      return null;
    }
  };
  /** @param {"localStorage" | "sessionStorage"} where @param {string} name @param {string} value */
  const remember = (where, name, value) => {
    try {
      globalThis[where].setItem(`${SITE.pathname}.catalog.${name}`, value);
    } catch { /* then it is chosen again */ }
  };

  /** @type {Map<string, Promise<void>>} */
  const loading = new Map();
  /** @param {string} path From the root of the site. */
  const load = (path) => {
    const already = loading.get(path);
    if (already) return already;
    const promise = /** @type {Promise<void>} */ (new Promise((done, failed) => {
      const script = element("script", { src: new URL(path, SITE).href });
      script.onload = () => done();
      script.onerror = () => { loading.delete(path); failed(new Error(path)); };
      document.head.append(script);
    }));
    loading.set(path, promise);
    return promise;
  };

  /** @param {Choice} choice @param {string} server @param {string | undefined} tool */
  const printed = async (choice, server, tool) => {
    await Promise.all([load("assets/policies.js"), load("assets/targets.js"), load(`tools/${server}/policies/plan.js`)]);
    const { print, withPosture, onlyTool } = /** @type {any} */ (globalThis).catalogPolicies;
    const data = catalogData.get("");
    const whole = catalogData.get(server);
    const named = tool === undefined ? whole : onlyTool(whole, tool);
    const plan = withPosture(named, data.postures.find((/** @type {any} */ each) => each.name === choice.posture), data.read_only_categories);
    plan.servers[0].key = choice.key;
    const recipe = data.targets.find((/** @type {any} */ each) => each.target === choice.target);
    const made = print(recipe, plan);
    const programs = recipe.documents.filter((/** @type {any} */ each) => each.verbatim).map((/** @type {any} */ each) => each.file);
    made.files.sort((/** @type {any} */ one, /** @type {any} */ other) => Number(programs.includes(one.name)) - Number(programs.includes(other.name)));
    return { recipe, verified: data.verified[choice.target], ...made };
  };

  /** Each sentence once, with the tools it is about. @param {Remark[]} remarks @param {boolean} isOfOneTool */
  const sentences = (remarks, isOfOneTool) => {
    /** @type {Map<string, string[]>} */
    const found = new Map();
    for (const each of remarks) found.set(each.say, [...found.get(each.say) ?? [], ...each.tools]);
    return [...found].map(([say, tools]) => {
      if (isOfOneTool || !tools.length) return say;
      const rest = tools.length - NAMED;
      return `${say} (${tools.length} ${tools.length === 1 ? "tool" : "tools"}: ${tools.slice(0, NAMED).join(", ")}${rest > 0 ? ` and ${rest} more` : ""})`;
    });
  };

  /** As partials/policies.html.jinja prints it. @param {any} made @param {boolean} isOfOneTool @returns {Node[]} */
  const documents = (made, isOfOneTool) => [
    ...made.files.map((/** @type {any} */ file) => element("figure", { class: "policy" },
      element("figcaption", {}, element("b", {}, made.recipe.label), element("span", {}, file.name)),
      element("pre", { class: "no-copy", tabindex: "0" }, element("code", { class: "doc" }, file.text)),
      element("p", {}, file.where))),
    ...sentences([...made.lost, ...made.warnings], isOfOneTool).map((say) => element("p", { class: "lost" }, say)),
    element("p", { class: "aside" }, made.recipe.where),
    element("p", { class: "aside" }, WORDS.named + made.recipe.addressing),
    element("p", { class: "aside" }, made.verified ? `${WORDS.verified}${made.verified}.` : WORDS.notVerified),
  ];

  /** @param {string} key */
  const isName = (key) => key.trim() !== "" && [...key].length <= LONGEST && !NOT_IN_A_NAME.test(key);
  /** @param {string} word */
  const capital = (word) => word[0].toUpperCase() + word.slice(1);

  /** @param {HTMLElement} section */
  const open = (section) => {
    const { server = "", tool, key = "" } = section.dataset;
    const files = /** @type {HTMLElement} */ (section.querySelector(".files"));
    const inline = [...section.children].filter((each) => each !== files);
    const usual = formats.targets[0].target;
    const posture = formats.postures[0].name;
    /** @type {Choice} */
    const choice = { target: usual, key, posture };
    const panel = element("div", { id: `policy-in-${server}`, class: "documents" });
    const status = element("p", { role: "status" });
    const meaning = element("p", { class: "aside" });
    let turn = 0;

    const show = async () => {
      const mine = ++turn;
      const { name, meaning: says } = formats.postures.find((each) => each.name === choice.posture) ?? formats.postures[0];
      meaning.textContent = name === posture ? "" : `${capital(name)}: ${says}`;
      input.removeAttribute("aria-invalid");
      status.textContent = "";
      if (!isName(choice.key)) {
        input.setAttribute("aria-invalid", "true");
        status.textContent = WORDS.badName;
        panel.replaceChildren();
        return;
      }
      if (tool !== undefined && choice.target === usual && choice.key === key && choice.posture === posture) {
        panel.replaceChildren(...inline);
        return;
      }
      try {
        const made = await printed({ ...choice }, server, tool);
        if (mine !== turn) return;
        panel.replaceChildren(...documents(made, tool !== undefined));
        document.dispatchEvent(new Event("catalog:policies"));
      } catch (error) {
        if (mine !== turn) return;
        const { message } = /** @type {Error} */ (error);
        const why = message.includes(";") ? `${capital(message)}. ` : WORDS.notMade;
        panel.replaceChildren(element("p", { class: "lost" }, why,
          element("a", { href: new URL(`tools/${server}/#policy-files`, SITE).href }, WORDS.files), WORDS.still));
        if (fold) fold.open = true;
      }
    };

    const input = element("input", { type: "text", value: key, placeholder: key, autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
    input.addEventListener("input", () => {
      choice.key = input.value || key;
      if (isName(choice.key)) remember("localStorage", `key.${server}`, choice.key);
      show();
    });
    const postures = element("select", {}, ...formats.postures.map(({ name }) => element("option", { value: name }, capital(name))));
    postures.addEventListener("change", () => {
      choice.posture = postures.value;
      remember("sessionStorage", "posture", choice.posture);
      show();
    });
    const narrow = element("select", {}, ...formats.targets.map(({ target, label }) => element("option", { value: target }, label)));
    narrow.addEventListener("change", () => take(narrow.value));
    /** @type {HTMLButtonElement[]} */
    const tabs = formats.targets.map(({ target, label }) => element("button",
      { type: "button", role: "tab", id: `in-${target}`, "aria-controls": panel.id, value: target }, label));

    /** @param {string} target */
    const choose = (target) => {
      choice.target = formats.targets.some((each) => each.target === target) ? target : usual;
      narrow.value = choice.target;
      for (const tab of tabs) {
        tab.setAttribute("aria-selected", String(tab.value === choice.target));
        tab.tabIndex = tab.value === choice.target ? 0 : -1;
      }
      panel.setAttribute("aria-labelledby", `in-${choice.target}`);
    };
    /** @param {string} target */
    const take = (target) => {
      remember("localStorage", "target", target);
      choose(target);
      show();
    };
    const list = element("div", { role: "tablist", "aria-label": WORDS.format }, ...tabs);
    list.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      const tab = /** @type {Element} */ (event.target).closest("button");
      if (tab) take(tab.value);
    });
    list.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
      const here = tabs.findIndex((each) => each === document.activeElement);
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -here, End: -here - 1 }[event.key];
      if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      const next = tabs[(here + step + tabs.length) % tabs.length];
      next.focus();
      take(next.value);
    });

    const isNarrow = matchMedia("(max-width: 44.9375em)");
    const role = () => panel.setAttribute("role", isNarrow.matches ? "region" : "tabpanel");
    isNarrow.addEventListener("change", role);
    role();

    /** @param {string} word @param {string} kind @param {Element} control */
    const labelled = (word, kind, control) => element("label", { class: kind }, element("span", {}, word), control);
    section.prepend(
      element("div", { class: "choices" }, labelled(WORDS.name, "wide", input), labelled(WORDS.posture, "", postures),
        labelled(WORDS.format, "narrow", narrow)),
      status, meaning, list, panel);
    /** @type {HTMLDetailsElement | undefined} */
    const fold = tool === undefined ? element("details", {}, element("summary", {}, WORDS.folded)) : undefined;
    if (fold) {
      files.replaceWith(fold);
      fold.append(files);
    }

    choice.key = input.value = remembered("localStorage", `key.${server}`) || key;
    choice.posture = postures.value = formats.postures.some((each) => each.name === remembered("sessionStorage", "posture"))
      ? remembered("sessionStorage", "posture") ?? posture : posture;
    choose(remembered("localStorage", "target") ?? usual);
    panel.replaceChildren(...inline);
    addEventListener("storage", (event) => {
      if (event.key === `${SITE.pathname}.catalog.target` && event.newValue) { choose(event.newValue); show(); }
    });
    if (tool !== undefined) show();
    else {
      const seen = new IntersectionObserver((entries) => {
        if (!entries.some((each) => each.isIntersecting)) return;
        seen.disconnect();
        show();
      }, { rootMargin: "600px" });
      seen.observe(section);
    }
  };

  for (const section of document.querySelectorAll(".pc .policies:not(:has([role=tablist]))")) open(/** @type {HTMLElement} */ (section));
})();
