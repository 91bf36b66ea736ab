import type { Blocked } from '../domain/account-state.ts';
import { AHEAD_MS } from '../domain/pace.ts';

/** A reserved slot, and how often the pace had been cut that gave it. */
export interface Slot {
  readonly atMs: number;
  readonly cuts: number;
}

/** A place in the line of those that found no slot. */
export interface Place {
  readonly atMs: number;
  readonly because: Blocked;
}

const SECOND_MS = 1_000;
/** One write reserves as many slots as the container used of late in such a time: more would be used late, in bursts. */
const RESERVED_FOR_MS = 500;
/** Most places in the line that are taken with one write. A burst of deliveries takes more and more of them. */
const MAX_PLACES = 4;
/** Those who found no slot a while ago say nothing of how many will find none now. */
const PLACES_FOR_MS = 3_000;

/** What a container holds for its next calls on an account, and how often it called of late. */
export interface Holding {
  /** Notes that a slot is asked for. */
  asked(nowMs: number): void;
  /** The next slot that is in time and was given by a pace that was cut so often. Others are left unused. */
  nextSlot(cuts: number | undefined, nowMs: number): Slot | undefined;
  nextPlace(nowMs: number): Place | undefined;
  /** How many slots, and how many places, the next write takes. */
  slotsAtOnce(): number;
  placesAtOnce(): number;
  /** Keeps what a write took and its own work does not use. */
  keepSlots(slots: readonly Slot[]): void;
  keepPlaces(places: readonly Place[], nowMs: number): void;
  /** How many unpaced calls were answered in the last second; those to paced calls show nothing of the limit. */
  answersBefore(isUnpacedAnswer: boolean, nowMs: number): number;
}

export function createHolding(): Holding {
  let slots: readonly Slot[] = [];
  let places: readonly Place[] = [];
  let placesTakenAtMs = 0;
  let burst = 1;
  let askedAtMs: readonly number[] = [];
  let answeredAtMs: readonly number[] = [];
  return {
    asked(nowMs) {
      askedAtMs = [...withinASecond(askedAtMs, nowMs), nowMs];
    },
    nextSlot(cuts, nowMs) {
      const [next, ...others] = slots.filter((slot) => {
        const isInTime = slot.atMs > nowMs - AHEAD_MS && slot.atMs < nowMs + 2 * AHEAD_MS;
        return isInTime && slot.cuts === cuts;
      });
      slots = others;
      return next;
    },
    nextPlace(nowMs) {
      const sinceMs = Math.abs(nowMs - placesTakenAtMs);
      if (sinceMs > PLACES_FOR_MS) burst = 1;
      if (sinceMs >= PLACES_FOR_MS) return undefined;
      const [next, ...others] = places;
      places = others;
      return next;
    },
    slotsAtOnce: () => Math.ceil((askedAtMs.length * RESERVED_FOR_MS) / SECOND_MS),
    placesAtOnce: () => burst,
    keepSlots(others) {
      slots = others;
    },
    keepPlaces(others, nowMs) {
      places = others;
      placesTakenAtMs = nowMs;
      burst = Math.min(MAX_PLACES, 2 * burst);
    },
    answersBefore(isUnpacedAnswer, nowMs) {
      const before = withinASecond(answeredAtMs, nowMs);
      answeredAtMs = isUnpacedAnswer ? [...before, nowMs] : before;
      return before.length;
    },
  };
}

function withinASecond(timesMs: readonly number[], nowMs: number): readonly number[] {
  return timesMs.filter((atMs) => Math.abs(nowMs - atMs) < SECOND_MS);
}
