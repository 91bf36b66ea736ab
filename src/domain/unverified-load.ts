/** How much of a store waits for its sender to be verified; also how much may. */
export interface Load {
  readonly deliveries: number;
  readonly bytes: number;
}

/** The same by the day of the deliveries' arrival, as days since 1970 in UTC. */
export type LoadByDay = Readonly<Record<string, Load>>;

/** One delivery, as it is counted. */
export interface Arrival {
  readonly receivedAtMs: number;
  readonly bytes: number;
}

const DAY_MS = 86_400_000;
/** Nothing is tried for longer than 14 days: by then all that arrived on a day has left, counted or not. */
const FORGOTTEN_AFTER_MS = 16 * DAY_MS;

/** The count with one more; `null` where that would be more than there may be. */
export function withOneMore(counted: LoadByDay, arrival: Arrival, most: Load, nowMs: number): LoadByDay | null {
  const days = remembered(counted, nowMs);
  const all = total(days);
  if (all.deliveries + 1 > most.deliveries || all.bytes + arrival.bytes > most.bytes) return null;
  return changed(days, arrival, 1);
}

/** The count with one less. What left twice, or was never counted, leaves a day empty, and takes nothing from another. */
export function withOneLess(counted: LoadByDay, arrival: Arrival, nowMs: number): LoadByDay {
  return changed(remembered(counted, nowMs), arrival, -1);
}

/**
 * A function that dies before it can say that something left, or before what it counted was kept, makes the count too high: no
 * longer than until the day is forgotten.
 */
function remembered(counted: LoadByDay, nowMs: number): LoadByDay {
  const isRemembered = ([day]: readonly [string, Load]) => Number(day) * DAY_MS + FORGOTTEN_AFTER_MS > nowMs;
  return Object.fromEntries(Object.entries(counted).filter(isRemembered));
}

function total(days: LoadByDay): Load {
  const loads = Object.values(days);
  return {
    deliveries: loads.reduce((sum, { deliveries }) => sum + deliveries, 0),
    bytes: loads.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function changed(days: LoadByDay, { receivedAtMs, bytes }: Arrival, by: 1 | -1): LoadByDay {
  const day = String(Math.floor(receivedAtMs / DAY_MS));
  const { [day]: known = { deliveries: 0, bytes: 0 }, ...others } = days;
  const deliveries = Math.max(0, known.deliveries + by);
  if (deliveries === 0) return others;
  return { ...others, [day]: { deliveries, bytes: Math.max(0, known.bytes + by * bytes) } };
}
