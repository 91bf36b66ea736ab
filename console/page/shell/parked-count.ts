import { signal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import type { ParkedList } from '../../api-work.ts';
import { ask } from '../ask.ts';
import { useChanges } from '../live.ts';

/** How much waits for a person, as far as a page of the list tells. */
export const parkedCount = signal(0);

export function useParkedCount(): void {
  const again = useCallback(async () => {
    const answer = await ask<ParkedList>('/api/parked?limit=100');
    if (answer.kind === 'ready') parkedCount.value = answer.value.parked.length;
  }, []);
  useEffect(() => {
    void again();
  }, [again]);
  useChanges(again);
}
