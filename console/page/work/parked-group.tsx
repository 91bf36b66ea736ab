import type { JSX } from 'preact';
import type { ParkedRow } from '../../api-work.ts';
import { platformNow } from '../about.ts';
import { Reply } from '../orders/entry-table.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { durationText, Points, Time } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { count, named, say } from '../words/say.ts';
import type { Way } from './parked-dialog.tsx';

interface Props {
  /** All of one reason, at least one. */
  readonly rows: readonly ParkedRow[];
  readonly chosen: ReadonlySet<string>;
  readonly choose: (rows: readonly ParkedRow[], isChosen: boolean) => void;
  /** Null where nothing can be changed. */
  readonly start: ((way: Way, ids: readonly string[]) => void) | null;
}

/** What waits for a person for one reason. What is said of all of them is said once. */
export function ParkedGroup({ rows, chosen, choose, start }: Props): JSX.Element {
  const reason = rows[0]?.reason ?? '';
  const why = rows.every((row) => row.why === rows[0]?.why) ? rows[0]?.why : undefined;
  const acts = (['redrive', 'dismiss'] as const).map((way) => ({
    way,
    ids: rows.filter((row) => (way === 'redrive' ? row.canRedrive : row.canDismiss)).map(({ id }) => id),
  }));
  return (
    <section class="parked" aria-label={named('reason', reason)}>
      <div class="parked-row parked-head">
        <input
          type="checkbox"
          data-item
          checked={rows.every(({ id }) => chosen.has(id))}
          aria-label={say('parked.chooseGroup', { reason: named('reason', reason) })}
          onChange={({ currentTarget }) => choose(rows, currentTarget.checked)}
        />
        <div class="stack">
          <p class="row">
            <span class="mark error">
              <SeverityShape severity="error" />
              <strong>{named('reason', reason)}</strong>
            </span>
            {rows.length > 1 && <span class="small dim">{count('work.things', rows.length)}</span>}
          </p>
          {why !== undefined && <Sentence text={`${why}.`} />}
          <div class="next">
            <span class="dim">{say('parked.next')}</span>
            <Sentence text={`${rows[0]?.next}.`} />
          </div>
          {start !== null && (
            <p class="row">
              {acts.map(
                ({ way, ids }) =>
                  ids.length > 0 && (
                    <button key={way} type="button" class="button" onClick={() => start(way, ids)}>
                      {count(way === 'redrive' ? 'parked.doRedrive' : 'parked.doDismiss', ids.length)}…
                    </button>
                  ),
              )}
            </p>
          )}
        </div>
      </div>
      <ul>
        {rows.map((row) => (
          <Row
            key={row.id}
            of={row}
            isOwnWhy={why === undefined}
            isChosen={chosen.has(row.id)}
            choose={(isChosen) => choose([row], isChosen)}
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly of: ParkedRow;
  readonly isOwnWhy: boolean;
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
}

function Row({
  of: { id, since, reason, why, order, customer, changeKey, points, attempts, reply },
  isOwnWhy,
  isChosen,
  choose,
}: RowProps): JSX.Element {
  const isRun = reason === 'badRows' || reason === 'runStopped';
  const href = order === null ? (isRun ? '/promotions' : null) : hrefs.order(order.store, order.order);
  const ageMs = Math.max(0, platformNow() - Date.parse(since));
  return (
    <li class={isChosen ? 'parked-row chosen' : 'parked-row'}>
      <input
        type="checkbox"
        data-item
        checked={isChosen}
        aria-label={say('parked.choose', { id })}
        onChange={({ currentTarget }) => choose(currentTarget.checked)}
      />
      <div class="stack">
        <p class="row">
          {href === null ? <code>{id}</code> : <a href={href}>{id}</a>}
          {points !== null && <Points points={points} />}
          {customer !== null && (
            <span class="small dim">
              {say('order.customer')}{' '}
              {customer === '***' ? customer : <a href={hrefs.customer(customer)}>{customer}</a>}
            </span>
          )}
        </p>
        {isOwnWhy && <Sentence text={`${why}.`} />}
        <p class="small dim row">
          <span>
            {say('parked.since')} <Time at={since} precision="minute" /> ({durationText(ageMs)})
          </span>
          {changeKey !== null && <code>{changeKey}</code>}
          {attempts !== null && <span>{count('parked.attempts', attempts)}</span>}
          {reply !== null && <Reply of={reply} />}
        </p>
      </div>
    </li>
  );
}
