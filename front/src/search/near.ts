// Where the text holds almost what was looked for: one letter replaced, left out, too many, or two swapped. One error leaves one half
// of the letters whole, so both halves are looked for with `indexOf`, and what stands beside them is compared.
// SPDX-License-Identifier: Apache-2.0

const LINE_END = 10;
const LOOK_AT_CLOCK_EVERY = 2048;

/** True when that time has passed. Looks at the clock so seldom that a small catalog is always searched to the end. */
export type IsUp = () => boolean;

export function upAfter(milliseconds: number): IsUp {
  const until = performance.now() + milliseconds;
  let [count, isUp] = [0, false];
  return () => {
    if (++count % LOOK_AT_CLOCK_EVERY === 0) isUp ||= performance.now() > until;
    return isUp;
  };
}

/**
 * Calls `found` with start and end of each place, some of them twice, until the time is up.
 * At least three letters are expected; places that hold them exactly are left out.
 */
export function scanNear(text: string, letters: string, found: (start: number, end: number) => void, isUp: IsUp): void {
  const half = letters.length >> 1;
  const [head, tail] = [letters.slice(0, half), letters.slice(half)];
  const swapped = head.slice(0, -1) + tail[0] + head.slice(-1) + tail.slice(1);
  if (swapped !== letters) eachPlace(text, swapped, isUp, (at) => found(at, at + letters.length));
  eachPlace(text, tail, isUp, (at) => backwards(text, head, at, (start) => found(start, at + tail.length)));
  eachPlace(text, head, isUp, (at) => forwards(text, tail, at + half, (end) => found(at, end)));
}

function eachPlace(text: string, letters: string, isUp: IsUp, found: (at: number) => void): void {
  for (let at = text.indexOf(letters); at >= 0 && !isUp(); at = text.indexOf(letters, at + 1)) found(at);
}

/** Ends of what begins at `at` and differs from `tail` by one error. */
function forwards(text: string, tail: string, at: number, found: (end: number) => void): void {
  let same = 0;
  while (same < tail.length && text.charCodeAt(at + same) === tail.charCodeAt(same)) same++;
  if (same === tail.length) return;
  const here = at + same;
  const rest = tail.slice(same + 1);
  if (text.startsWith(rest, here)) found(at + tail.length - 1);
  if (text.charCodeAt(here) === LINE_END) return;
  if (text.startsWith(rest, here + 1)) found(at + tail.length);
  if (text.startsWith(tail.slice(same), here + 1)) found(at + tail.length + 1);
  if (rest && text[here] === rest[0] && text[here + 1] === tail[same] && text.startsWith(rest.slice(1), here + 2)) found(at + tail.length);
}

/** Starts of what ends before `at` and differs from `head` by one error. */
function backwards(text: string, head: string, at: number, found: (start: number) => void): void {
  let last = head.length - 1;
  let here = at - 1;
  while (last >= 0 && text.charCodeAt(here) === head.charCodeAt(last)) { last--; here--; }
  if (last < 0) return;
  const rest = head.slice(0, last);
  const holds = (letters: string, start: number) => start >= 0 && text.startsWith(letters, start);
  if (holds(rest, here - last + 1)) found(here - last + 1);
  if (here < 0 || text.charCodeAt(here) === LINE_END) return;
  if (holds(rest, here - last)) found(here - last);
  if (holds(head.slice(0, last + 1), here - last - 1)) found(here - last - 1);
  if (rest && text[here] === rest.at(-1) && text[here - 1] === head[last] && holds(rest.slice(0, -1), here - last)) found(here - last);
}
