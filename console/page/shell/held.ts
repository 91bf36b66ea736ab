import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Fault, Faults } from '../../api-try.ts';
import type { AccountRow, Accounts } from '../../api-work.ts';
import { ask } from '../ask.ts';
import { useChanges, useEvents } from '../live.ts';
import type { Asked } from '../use-asked.ts';

/** Of the configuration, as they were asked for last. */
export const accounts = signal<Asked<Accounts>>({ kind: 'loading' });

/** Of the sandbox, as its server told them last. */
export const faults = signal<readonly Fault[]>([]);

/** A pause ends by the clock, and nobody tells. */
const AGAIN_MS = 5_000;

/** Those that are not called as usual. */
export function heldAccounts(): readonly AccountRow[] {
  const { value } = accounts;
  return value.kind === 'ready' ? value.value.accounts.filter(({ circuit }) => circuit !== 'closed') : [];
}

export async function askAccounts(): Promise<void> {
  accounts.value = await ask<Accounts>('/api/accounts');
}

export function tellFaults(told: Faults): void {
  faults.value = told.faults;
}

/** Keeps both as they are by now. */
export function useHeld(): void {
  const isHeld = heldAccounts().length > 0;
  useEffect(() => {
    void askAccounts();
  }, []);
  useChanges(askAccounts);
  useEvents('clock', askAccounts);
  useEvents('faults', tellFaults);
  useEffect(() => {
    if (!isHeld) return;
    const timer = setInterval(askAccounts, AGAIN_MS);
    return () => clearInterval(timer);
  }, [isHeld]);
}
