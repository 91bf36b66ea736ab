/** Geometry of steps over time, in pixels. */

/** Between two instants that are close. */
const LEAST = 1;
/** Of each power of ten by which the time between grows. */
const PER_POWER = 0.55;

/**
 * Where instants stand. What happens in one second and what happens a month later both have to be seen:
 * the room between two grows with the logarithm of the time between.
 */
export function placesOf(instants: readonly number[], left: number, right: number): number[] {
  const rooms = instants.map((at, index) => {
    const before = instants[index - 1];
    return before === undefined ? 0.4 : LEAST + PER_POWER * Math.log10(1 + Math.max(0, at - before) / 1_000);
  });
  const all = rooms.reduce((sum, room) => sum + room, 0) + LEAST;
  let x = left;
  return rooms.map((room) => {
    x += (room / all) * (right - left);
    return Math.round(x * 2) / 2;
  });
}

/** Round numbers that hold all values, and zero. */
export function ticksOf(values: readonly number[]): number[] {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  if (most === 0 && least === 0) return [0, 1];
  const raw = (most - least) / 3;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = Math.max(1, power * ([1, 2, 5].find((of) => of * power >= raw) ?? 10));
  const ticks: number[] = [];
  for (let tick = Math.floor(least / step) * step; tick < most + step; tick += step) ticks.push(tick);
  return ticks;
}

export function scaleOf(ticks: readonly number[], bottom: number, top: number): (value: number) => number {
  const least = ticks[0] ?? 0;
  const most = ticks.at(-1) ?? 1;
  return (value) => bottom - ((value - least) / (most - least)) * (bottom - top);
}

/** A path that keeps each height until the next place; it begins at `zero`. */
export function stepsOf(xs: readonly number[], ys: readonly number[], zero: number, end: number): string {
  const steps = xs.map((x, at) => `H${x}V${ys[at] ?? zero}`).join('');
  return `M${(xs[0] ?? 0) - 8} ${zero}${steps}H${end}`;
}

export function areaOf(steps: string, zero: number, end: number): string {
  const start = /^M(-?[\d.]+) /.exec(steps)?.[1] ?? '0';
  return `${steps}L${end} ${zero}H${start}Z`;
}

/** Times between instants that are worth a word. */
const LONG_MS = 60 * 60 * 1_000;
const LEAST_ROOM = 26;

export function gapsOf(instants: readonly number[], xs: readonly number[]): { from: number; to: number; ms: number }[] {
  return instants.flatMap((at, index) => {
    const before = instants[index - 1];
    const [from, to] = [xs[index - 1] ?? 0, xs[index] ?? 0];
    return before === undefined || at - before < LONG_MS || to - from < LEAST_ROOM
      ? []
      : [{ from, to, ms: at - before }];
  });
}
