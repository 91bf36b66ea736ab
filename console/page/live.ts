import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Changed, Clock, DeliveryRow, EventName } from '../api.ts';
import type { Faults } from '../api-try.ts';
import { knownPlace } from './about.ts';
import { inLanguage } from './ask.ts';

interface EventData {
  readonly delivery: DeliveryRow;
  readonly clock: Clock;
  readonly changed: Changed;
  readonly faults: Faults;
}

/** Whether the server's events come; the browser connects again by itself. */
export const isLive = signal(false);

const heard: { [Name in EventName]: Set<(data: EventData[Name]) => void> } = {
  delivery: new Set(),
  clock: new Set(),
  changed: new Set(),
  faults: new Set(),
};

export function listenToEvents(): void {
  const source = new EventSource(inLanguage('/api/events'));
  source.addEventListener('open', () => {
    isLive.value = true;
  });
  source.addEventListener('error', () => {
    isLive.value = false;
  });
  for (const name of Object.keys(heard) as EventName[]) {
    source.addEventListener(name, ({ data }) => tell(name, JSON.parse(data)));
  }
}

function tell<Name extends EventName>(name: Name, data: EventData[Name]): void {
  for (const hear of heard[name]) hear(data);
}

/** Calls the newest `hear` for as long as the component is there. */
export function useEvents<Name extends EventName>(name: Name, hear: (data: EventData[Name]) => void): void {
  const newest = useRef(hear);
  newest.current = hear;
  useEffect(() => {
    const call = (data: EventData[Name]) => newest.current(data);
    heard[name].add(call);
    return () => {
      heard[name].delete(call);
    };
  }, [name]);
}

/** Changes come in bursts. */
const QUIET_MS = 250;
/** Asking anew reads the ledger, which costs money on a stage. */
const LEAST_BETWEEN_MS = { local: 1_000, stage: 10_000 } as const;

/** Calls `again` soon after changes, once for many. `isOurs` says which concern the component. */
export function useChanges(again: () => void, isOurs: (changed: Changed) => boolean = () => true): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const lastAtMs = useRef(0);
  useEvents('changed', (changed) => {
    if (!isOurs(changed) || timer.current !== null) return;
    const between = LEAST_BETWEEN_MS[knownPlace()?.place.kind ?? 'local'];
    timer.current = setTimeout(
      () => {
        timer.current = null;
        lastAtMs.current = Date.now();
        again();
      },
      Math.max(QUIET_MS, lastAtMs.current + between - Date.now()),
    );
  });
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
}
