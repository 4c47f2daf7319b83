// The name that a reader's configuration gives a server. generator/faces/export_choice.py asks for the same.
// SPDX-License-Identifier: Apache-2.0

const LONGEST = 128;
const NOT_IN_A_NAME = /[\p{C}\p{Zl}\p{Zp}*?]|(?! )\p{Zs}/u;

export const BAD_KEY = "A name has 1 to 128 characters that can be printed, without * or ?.";

export function isKey(key: string): boolean {
  return key.trim() !== "" && [...key].length <= LONGEST && !NOT_IN_A_NAME.test(key);
}
