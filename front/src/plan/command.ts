// The planner's choices into the call of `policy-catalog export` that writes the same files.
// SPDX-License-Identifier: Apache-2.0
import { shell } from "../policies/text";
import { edits, type State } from "./state";

/** As shlex.quote of Python: a word of a POSIX shell, quoted where it has to be. */
const word = (text: string): string => /^[\w@%+=:,./-]+$/.test(text) ? text : shell(text);

/** One line; `files` are the names of what it writes, into a folder when there are several. */
export function exportCommand(state: State, files: string[]): string {
  const words = ["policy-catalog", "export", "-t", state.target];
  for (const slug of state.servers.keys()) words.push("-s", slug);
  for (const [slug, key] of state.servers) if (key !== undefined) words.push("-k", `${slug}=${key}`);
  words.push("-p", state.posture);
  for (const [slug, tool, choice] of edits(state)) words.push("--set", `${slug}/${tool}=${choice}`);
  const output = files.length > 1 ? "policies" : files[0];
  if (output) words.push("-o", output);
  return words.map(word).join(" ");
}
