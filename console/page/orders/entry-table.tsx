import type { JSX } from 'preact';
import type { EntryExplanation } from '../../../src/explain/explanation.ts';
import { Mark } from '../parts/severity.tsx';
import { Empty } from '../parts/states.tsx';
import { Points, Time } from '../parts/values.tsx';
import { named, numberText, say } from '../words/say.ts';

const severities = {
  applied: 'success',
  pending: 'warning',
  parked: 'error',
  withdrawn: 'success',
  uncollected: 'warning',
  shadow: 'success',
} as const;

/** The order's lines in the ledger, with keys, attempts and replies. */
export function EntryTable({
  entries,
  zone,
}: {
  readonly entries: readonly EntryExplanation[];
  readonly zone: string;
}): JSX.Element {
  return (
    <section class="panel" aria-labelledby="entries-title">
      <header>
        <h2 id="entries-title">{say('entries.title')}</h2>
      </header>
      {entries.length === 0 ? (
        <Empty title={say('entries.none')}>{say('entries.noneBecause')}</Empty>
      ) : (
        <div class="scroll">
          <table class="table entries">
            <thead>
              <tr>
                <th class="number">{say('column.number')}</th>
                <th class="number">{say('column.points')}</th>
                <th>{say('column.state')}</th>
                <th>{say('column.key')}</th>
                <th class="number">{say('column.attempts')}</th>
                <th>{say('column.reply')}</th>
                <th class="number">{say('column.balance')}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <Entry key={entry.number} of={entry} zone={zone} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Entry({ of: entry, zone }: { readonly of: EntryExplanation; readonly zone: string }): JSX.Element {
  const {
    number,
    points,
    state,
    changeKey,
    reason,
    attempts,
    unresolvedAttempts,
    reply,
    balanceAfter,
    waits,
    parked,
    warning,
    plannedAt,
  } = entry;
  return (
    <tr class={state === 'withdrawn' ? 'withdrawn' : ''}>
      <td class="number dim" data-label={say('column.number')}>
        {number}
      </td>
      <td class="number" data-label={say('column.points')}>
        <Points points={points} isGiven={state === 'applied'} />
      </td>
      <td>
        <Mark severity={warning === null ? severities[state] : 'warning'}>{named('state', state)}</Mark>
        {parked !== null && <p class="small dim">{named('reason', parked.reason)}</p>}
        {warning !== null && <p class="small dim">{named('reason', warning)}</p>}
        {waits !== null && (
          <p class="small dim">
            {named('wait', waits.for)}
            {waits.until !== null && (
              <>
                {' '}
                {say('time.until')} <Time at={waits.until} precision="minute" zone={zone} />
              </>
            )}
          </p>
        )}
      </td>
      <td class="of-key">
        <code>{changeKey}</code>
        <p class="small dim" lang="en">
          {reason}
        </p>
        <p class="small dim">
          {say('entries.planned')} <Time at={plannedAt} zone={zone} />
        </p>
      </td>
      <td class="number" data-label={say('column.attempts')}>
        {numberText(attempts)}
        {unresolvedAttempts > 0 && (
          <p class="small text-warning">{say('entries.unresolved', { n: unresolvedAttempts })}</p>
        )}
      </td>
      <td data-label={say('column.reply')}>
        {reply === null ? <span class="dim">{say('entries.noReply')}</span> : <Reply of={reply} />}
      </td>
      <td class="number" data-label={say('column.balance')}>
        {balanceAfter === null ? <span class="dim">·</span> : numberText(balanceAfter)}
      </td>
    </tr>
  );
}

export function Reply({
  of: { status, codeName, errorCode },
}: {
  readonly of: NonNullable<EntryExplanation['reply']>;
}): JSX.Element {
  return (
    <span class="nowrap">
      {status === 0 ? say('entries.noAnswer') : `HTTP ${status}`}
      {codeName !== null && <span class="dim"> {codeName}</span>}
      {errorCode !== null && <span class="dim"> {errorCode}</span>}
    </span>
  );
}
