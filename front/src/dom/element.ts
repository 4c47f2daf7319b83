// Elements made from data: text goes in as text, never as HTML.
// SPDX-License-Identifier: Apache-2.0

type Attributes = Record<string, string | true | null | undefined>;

/** A new element; attributes that are null or undefined are left out, `true` is the empty value. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag, attributes: Attributes = {}, ...inside: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside);
  return made;
}

/** The first match, which the page is known to hold. @throws Error when it is not there. */
export function must<Found extends Element = HTMLElement>(selector: string, within: ParentNode = document): Found {
  const found = within.querySelector<Found>(selector);
  if (!found) throw new Error(`found no ${selector} on the page`);
  return found;
}
