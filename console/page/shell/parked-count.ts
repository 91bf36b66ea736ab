import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ParkedList } from '../../api-work.ts';
import { ask } from '../ask.ts';
import { useChanges } from '../live.ts';

/** How much waits for a person, as far as a page of the list tells. */
export const parkedCount = signal(0);

export async function askParkedCount(): Promise<void> {
  const answer = await ask<ParkedList>('/api/parked?limit=100');
  if (answer.kind === 'ready') parkedCount.value = answer.value.parked.length;
}

export function useParkedCount(): void {
  useEffect(() => {
    void askParkedCount();
  }, []);
  useChanges(askParkedCount);
}
