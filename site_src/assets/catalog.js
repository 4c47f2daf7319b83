// @ts-check
// Copy and download, the contact form's states, near names on the 404 page. Pages work without it.
// SPDX-License-Identifier: Apache-2.0
(() => {
  const WORDS = {
    copy: "Copy", copied: "Copied", notCopied: "Press Ctrl+C", download: "Download",
    sending: "Sending\u2026", sent: "Message sent. We'll get back to you soon.",
    failed: "Not sent. Your message is still in the form; try again", elsewhere: ", or use the other way below.",
    near: "Did you mean",
  };

  /** @param {string} tag @param {Record<string, string>} attributes @param {string} text */
  const element = (tag, attributes, text) => {
    const made = document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.textContent = text;
    return made;
  };

  /** Without clipboard access the text stays selected, for the keyboard. @param {Element} source */
  const copy = async (source) => {
    try {
      await navigator.clipboard.writeText(source.textContent || "");
      return true;
    } catch {
      getSelection()?.selectAllChildren(source);
      return document.execCommand("copy");
    }
  };

  /** @param {string} word @param {string} what @param {(button: Element) => void} act */
  const button = (word, what, act) => {
    const made = element("button", { type: "button", class: "act", "aria-label": `${word} ${what}` }, word);
    made.addEventListener("click", () => act(made));
    return made;
  };

  /** @param {Element} source @param {string} what */
  const copyButton = (source, what) => button(WORDS.copy, what, async (made) => {
    made.textContent = made.ariaLabel = (await copy(source)) ? WORDS.copied : WORDS.notCopied;
    setTimeout(() => {
      made.textContent = WORDS.copy;
      made.ariaLabel = `${WORDS.copy} ${what}`;
    }, 2000);
  });

  /** @param {Element} source @param {string} name */
  const downloadButton = (source, name) => button(WORDS.download, name, () => {
    const href = URL.createObjectURL(new Blob([source.textContent || ""], { type: "application/octet-stream" }));
    element("a", { href, download: name }, "").click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  });

  const addButtons = () => {
    for (const name of document.querySelectorAll(".pc h1.copyable:not(:has(+ .act))")) {
      name.after(copyButton(name, name.textContent || ""));
    }
    for (const caption of document.querySelectorAll(".pc .policy figcaption:not(:has(.act))")) {
      const policy = /** @type {Element} */ (caption.parentElement);
      const code = /** @type {Element} */ (policy.querySelector("code.doc"));
      const file = policy.querySelector("figcaption span")?.textContent || "policy.txt";
      caption.append(copyButton(code, file), downloadButton(code, file));
    }
  };

  /** @param {SubmitEvent} event */
  const send = async (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches(".contact form")) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return;
    const status = /** @type {Element} */ (form.querySelector("[role=status]"));
    /** @param {string} state @param {string} text */
    const say = (state, text) => Object.assign(status, { className: state, textContent: text });
    form.ariaBusy = "true";
    say("sending", WORDS.sending);
    try {
      const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.statusText);
      form.reset();
      say("sent", WORDS.sent);
    } catch {
      say("failed", WORDS.failed + (form.parentElement?.querySelector(".ways") ? WORDS.elsewhere : "."));
    }
    form.ariaBusy = null;
  };

  /** Share of letter pairs that two names have in common. @param {string} a @param {string} b */
  const likeness = (a, b) => {
    const [one, other] = [a, b].map((name) => new Set([...name].map((letter, at) => letter + name[at + 1])));
    return 2 * [...one].filter((pair) => other.has(pair)).length / (one.size + other.size);
  };

  /** At most three near names. @param {string} wanted @param {string[]} names */
  const nearest = (wanted, names) => names
    .filter((name) => likeness(wanted, name) > 0.3)
    .sort((one, other) => likeness(wanted, other) - likeness(wanted, one))
    .slice(0, 3);

  const suggest = async () => {
    const near = document.querySelector(".pc.not-found .near:empty");
    if (!near) return;
    const { root = "/", slugs = "" } = /** @type {HTMLElement} */ (near.parentElement).dataset;
    const [server, tool] = location.pathname.slice(root.length).toLowerCase().replaceAll("_", "-").split("/")
      .filter((part) => part && !["tools", "index.html"].includes(part));
    const paths = nearest(server || "", slugs.split(" ")).map((slug) => `tools/${slug}/`);
    if (!server || !paths[0]) return;
    if (tool) {
      try {
        const page = await (await fetch(root + paths[0])).text();
        const links = new DOMParser().parseFromString(page, "text/html").querySelectorAll(".pc .list th a");
        const tools = [...links].map((link) => (link.getAttribute("href") || "").split("/").at(-2) || "");
        paths.unshift(...nearest(tool, tools).map((slug) => `${paths[0]}${slug}/`));
      } catch { /* the server's page it is */ }
    }
    near.textContent = WORDS.near;
    for (const path of paths.slice(0, 4)) near.append(" ", element("a", { href: root + path }, path.slice(6, -1)));
  };

  const { src: here = "" } = /** @type {HTMLScriptElement} */ (document.currentScript) ?? {};
  /** Formats, names and postures to choose from, where a page has policies. */
  const offerPolicies = () => {
    if (!document.querySelector(".pc .policies")) return;
    for (const name of ["formats.js", "policy-tabs.js"]) {
      const script = /** @type {HTMLScriptElement} */ (element("script", { src: new URL(name, here).href }, ""));
      script.async = false;
      document.head.append(script);
    }
  };

  const start = () => {
    // Material 9.8.1 gives its search dialog no name.
    document.querySelector(".md-search")?.setAttribute("aria-label", "Search");
    addButtons();
    offerPolicies();
    suggest();
  };

  document.addEventListener("submit", send);
  document.addEventListener("catalog:policies", addButtons);
  const { document$ } = /** @type {any} */ (window);
  if (document$) document$.subscribe(start);
  else start();
})();
