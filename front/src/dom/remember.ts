// What the reader chose before, kept by the browser for this site alone; a browser may refuse to remember.
// SPDX-License-Identifier: Apache-2.0
import { SITE } from "../data/site";

type Store = "localStorage" | "sessionStorage";

/** The key that a browser keeps that choice under. */
export const keptAs = (name: string): string => `${SITE.pathname}.catalog.${name}`;

export function remembered(where: Store, name: string): string | null {
  try {
    return globalThis[where].getItem(keptAs(name));
  } catch {
    return null;
  }
}

export function remember(where: Store, name: string, value: string): void {
  try {
    globalThis[where].setItem(keptAs(name), value);
  } catch { /* then it is chosen again */ }
}
