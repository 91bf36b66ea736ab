import type { JSX } from 'preact';
import type { PendingList } from '../../api-work.ts';
import { platformNow } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Empty, Shown } from '../parts/states.tsx';
import { durationText, Points, Time } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { count, named, numberText, say } from '../words/say.ts';

type Line = PendingList['pending'][number];

/** What waits for its time, and until when. */
export function PendingPanel({ isRevealed }: { readonly isRevealed: boolean }): JSX.Element {
  const path = query('/api/pending', { limit: 100, reveal: isRevealed ? 1 : '' });
  const { asked, again } = useAsked<PendingList>(path);
  useChanges(again);
  return (
    <section class="panel" aria-labelledby="pending-title">
      <header>
        <h2 id="pending-title">{say('work.pending')}</h2>
        {asked.kind === 'ready' && <Queues of={asked.value} />}
      </header>
      <Shown asked={asked} again={again} lines={4}>
        {({ pending, illegible, isMore }) => (
          <>
            {pending.length === 0 ? (
              <Empty title={say('work.nothingPending')}>{say('work.nothingPendingNext')}</Empty>
            ) : (
              <Table lines={pending} />
            )}
            {isMore && <p class="list-foot dim">{say('pending.more')}</p>}
            {illegible > 0 && <p class="list-foot text-error">{count('pending.illegible', illegible)}</p>}
          </>
        )}
      </Shown>
    </section>
  );
}

function Queues({ of: { beside } }: { readonly of: PendingList }): JSX.Element {
  return (
    <p class="small dim end row">
      {beside.map((one) => {
        if (one.kind === 'queue') {
          const { queue, ready, delayed, inFlight } = one;
          return <span key={queue}>{say('pending.queue', { queue, n: numberText(ready + delayed + inFlight) })}</span>;
        }
        if (one.kind !== 'unverified') return null;
        return (
          <span key={one.store} class="text-warning">
            {say('pending.unverified', { store: one.store, n: numberText(one.deliveries) })}
          </span>
        );
      })}
    </p>
  );
}

function Table({ lines }: { readonly lines: readonly Line[] }): JSX.Element {
  return (
    <div class="scroll">
      <table class="table">
        <thead>
          <tr>
            <th>{say('column.order')}</th>
            <th>{say('pending.for')}</th>
            <th>{say('pending.until')}</th>
            <th class="number">{say('column.points')}</th>
            <th>{say('column.key')}</th>
            <th class="number">{say('column.attempts')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Row key={line.id + line.changeKey} of={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  of: { kind, id, for: what, since, until, givesUpAt, points, changeKey, attempts, behind },
}: {
  readonly of: Line;
}): JSX.Element {
  const untilMs = until === null ? 0 : Date.parse(until) - platformNow();
  return (
    <tr {...(kind === 'award' && { tabIndex: -1, 'data-item': '' })}>
      <td>
        {kind === 'order' ? (
          <a href={hrefs.orderNamed(id)} data-item>
            {id}
          </a>
        ) : (
          id
        )}
        {behind > 0 && <p class="small dim">{count('pending.behind', behind)}</p>}
      </td>
      <td>
        {named('wait', what)}
        <p class="small dim">
          {say('parked.since')} <Time at={since} precision="minute" />
        </p>
      </td>
      <td data-label={say('pending.until')}>
        {until === null ? (
          <span class="dim">{say('pending.nobodyKnows')}</span>
        ) : (
          <>
            <Time at={until} />
            <p class="small dim">
              {untilMs > 0 ? say('pending.in', { by: durationText(untilMs) }) : say('pending.now')}
            </p>
          </>
        )}
        {givesUpAt !== null && (
          <p class="small dim">
            {say('pending.givesUp')} <Time at={givesUpAt} precision="minute" />
          </p>
        )}
      </td>
      <td class="number" data-label={say('column.points')}>
        {points === null ? <span class="dim">·</span> : <Points points={points} />}
      </td>
      <td class="of-key">{changeKey === null ? <span class="dim">·</span> : <code>{changeKey}</code>}</td>
      <td class="number" data-label={say('column.attempts')}>
        {numberText(attempts)}
      </td>
    </tr>
  );
}
