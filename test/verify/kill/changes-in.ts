import type { Change } from '../../../sandbox/book.ts';
import { openJournal } from '../../../sandbox/journal.ts';

/** The changes in the journal of a sandbox that is gone, oldest first. */
export function changesIn(journal: string): Change[] {
  const { past, close } = openJournal(journal);
  close();
  return past.filter((entry) => entry.kind === 'change');
}
