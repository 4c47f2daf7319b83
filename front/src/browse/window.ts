// Which rows of a long list are on the screen. Browsers cap how tall an element may be; a longer list is scrolled at a ratio.
// SPDX-License-Identifier: Apache-2.0

/** Firefox draws nothing beyond about 17.8 million pixels, others go further. */
export const TALLEST = 15_000_000;
const SPARE = 8;

export interface Shown {
  /** Number of the first row and of the first one behind the last. */
  from: number;
  to: number;
  /** Where row 0 would begin inside the scrolled element. */
  offset: number;
}

/** Height of the scrolled element. */
export function heightOf(count: number, rowHeight: number, tallest = TALLEST): number {
  return Math.min(count * rowHeight, tallest);
}

/** The rows to draw, some more than fit so that keys and wheel find them in place. */
export function shownAt(top: number, viewHeight: number, count: number, rowHeight: number, tallest = TALLEST): Shown {
  const whole = count * rowHeight;
  const height = heightOf(count, rowHeight, tallest);
  const reach = Math.max(1, height - viewHeight);
  const at = Math.min(Math.max(0, top), reach);
  const inWhole = whole === height ? at : (at / reach) * Math.max(0, whole - viewHeight);
  const from = Math.max(0, Math.floor(inWhole / rowHeight) - SPARE);
  const to = Math.min(count, Math.ceil((inWhole + viewHeight) / rowHeight) + SPARE);
  return { from, to: Math.max(from, to), offset: at - inWhole };
}

/** Where to scroll so that the row stands at the top. */
export function topOf(row: number, viewHeight: number, count: number, rowHeight: number, tallest = TALLEST): number {
  const whole = count * rowHeight;
  const height = heightOf(count, rowHeight, tallest);
  if (whole === height) return row * rowHeight;
  return (row * rowHeight / Math.max(1, whole - viewHeight)) * (height - viewHeight);
}
