import { isAnswered } from '../../domain/post-result.ts';
import type { EntryExplanation } from '../explanation.ts';
import type { EntryReason } from './en.ts';
import { pointsText, type Telling } from './telling.ts';

/** What became of each entry, and what it waits for. */
export function tellEntries(telling: Telling): string[] {
  const { words, said } = telling;
  if (said.entries.length === 0) return [words.noEntries];
  return said.entries.flatMap((entry) => tellEntry(entry, telling));
}

function tellEntry(entry: EntryExplanation, telling: Telling): string[] {
  const { words, formats } = telling;
  const points = pointsText(telling, Math.abs(entry.points));
  const what = entry.kind === 'award' ? words.award(points) : words.reversal(points);
  const first = entry.firstAttemptAt && formats.instant(entry.firstAttemptAt);
  const { attempts, unresolvedAttempts: unresolved, warning, waits } = entry;
  const reason = reasonOf(entry);
  return [
    words.entry(formats.number(entry.number), what, entry.changeKey, stateOf(entry, telling)),
    words.planned(formats.instant(entry.plannedAt)),
    ...(attempts === 0 ? [] : [words.tried(formats.number(attempts), attempts === 1, first)]),
    ...replyOf(entry, telling),
    ...(unresolved === 0 ? [] : [words.unresolved(formats.number(unresolved), unresolved === 1)]),
    ...(warning === null ? [] : [words.warning[warning]]),
    ...(reason === null ? [] : [words.next(words.nextSteps[reason])]),
    ...(entry.state !== 'pending' || !waits?.givesUpAt ? [] : [words.givesUp(formats.instant(waits.givesUpAt))]),
  ];
}

function stateOf(entry: EntryExplanation, { words, formats, said }: Telling): string {
  const { state, balanceAfter, parked, waits, heldUntil } = entry;
  switch (state) {
    case 'applied':
      return balanceAfter === null ? words.applied : words.appliedWithBalance(formats.number(balanceAfter));
    case 'shadow':
      return heldUntil === null ? words.shadowed : words.shadowedUntil(formats.instant(heldUntil));
    case 'withdrawn':
      return said.customerErasedAt === null ? words.withdrawn : words.withdrawnOrErased;
    case 'parked':
    case 'uncollected': {
      const since = parked?.since ?? null;
      return words.parked(words.parkedReasons[reasonOf(entry) ?? 'refused'], since && formats.instant(since));
    }
    case 'pending':
      return words.pending[waits?.for ?? 'turn'](waits?.until ? formats.instant(waits.until) : '');
    default:
      return state satisfies never;
  }
}

function reasonOf({ state, parked }: EntryExplanation): EntryReason | null {
  return state === 'uncollected' ? 'uncollected' : (parked?.reason ?? null);
}

function replyOf({ reply }: EntryExplanation, { words }: Telling): string[] {
  if (reply === null) return [];
  if (!isAnswered(reply)) return [words.noReply];
  const names = [reply.codeName, reply.errorCode].filter((name) => name !== null);
  return [words.reply(String(reply.status), names.length === 0 ? '' : ` (${names.join(', ')})`)];
}
