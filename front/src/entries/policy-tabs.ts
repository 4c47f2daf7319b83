// Formats, names and postures to choose from, where a page has policies; catalog.js loads it, after `formats.js`.
// SPDX-License-Identifier: Apache-2.0
import { openSection } from "../policies/section";

for (const section of document.querySelectorAll<HTMLElement>(".pc .policies:not(:has([role=tablist]))")) openSection(section);
