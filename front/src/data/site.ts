// Where the site begins, and how its other scripts and data are loaded: through script tags, because a page opened from a disk may
// not fetch. A data file files what it holds in `catalogData`, under its name.
// SPDX-License-Identifier: Apache-2.0

const here = document.currentScript instanceof HTMLScriptElement ? document.currentScript.src : location.href;

/** The site's root, found from the address of the running script in `assets/`. */
export const SITE = new URL("../", here);

/** An address of the site from its path, e.g. `tools/github/`. */
export function addressOf(path: string): string {
  const address = new URL(path, SITE);
  // A page opened from a disk has no server that knows a folder's own page.
  if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
  return address.href;
}

const loading = new Map<string, Promise<void>>();

/** Runs a script of the site once. @throws Error naming the path when it cannot be loaded; the next call tries again. */
export function load(path: string): Promise<void> {
  const already = loading.get(path);
  if (already) return already;
  const promise = new Promise<void>((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL(path, SITE).href;
    script.onload = () => done();
    script.onerror = () => {
      loading.delete(path);
      script.remove();
      failed(new Error(`could not load ${path}`));
    };
    document.head.append(script);
  });
  loading.set(path, promise);
  return promise;
}

/** What a loaded data file filed under that name. @throws Error when no file did. */
export function dataOf<Data>(name: string): Data {
  const data = (globalThis as { catalogData?: Map<string, Data> }).catalogData?.get(name);
  if (data === undefined) throw new Error(`no loaded file holds the data ${name}`);
  return data;
}
