import { signal } from '@preact/signals';
import type { About, Clock } from '../api.ts';
import type { Asked } from './use-asked.ts';

/** What the server is connected to; asked once, and again after a failure. */
export const about = signal<Asked<About>>({ kind: 'loading' });

/** The platform's clock, and when it was told by this machine's. */
export const clock = signal<{ readonly told: Clock; readonly atMs: number } | null>(null);

export function tellClock(told: Clock): void {
  clock.value = { told, atMs: Date.now() };
}

/** The platform's time by now. */
export function platformNow(): number {
  const { value } = clock;
  return value === null ? Date.now() : Date.parse(value.told.now) + Date.now() - value.atMs;
}

/** `null` until the server has answered. */
export function knownPlace(): About | null {
  return about.value.kind === 'ready' ? about.value.value : null;
}

/** Times of these stores are told in the zone that they share, else in this browser's: one for all of a list. */
export function zoneOf(stores: readonly (string | null)[]): string {
  const known = knownPlace()?.stores ?? [];
  const zones = new Set(stores.map((store) => known.find(({ id }) => id === store)?.timeZone ?? browsersZone));
  const [zone = browsersZone] = zones;
  return zones.size === 1 ? zone : browsersZone;
}

/** The zone of a list of one store, or of all. */
export function listZone(store = ''): string {
  return zoneOf(store === '' ? (knownPlace()?.stores ?? []).map(({ id }) => id) : [store]);
}

const browsersZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
