import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ParkedAsk, ParkedList, ParkedRow } from '../../api-work.ts';
import { knownPlace, platformNow } from '../about.ts';
import { useChanges } from '../live.ts';
import { Reply } from '../orders/entry-table.tsx';
import { More } from '../parts/more.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { durationText, Points, Time } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { usePages } from '../use-pages.ts';
import { count, named, say } from '../words/say.ts';
import { ParkedDialog, type Way } from './parked-dialog.tsx';

const PATH = '/api/parked?limit=100';

type Which = { readonly way: Way } & ({ readonly ids: readonly string[] } | { readonly all: true });

/** What waits for a person: one or many are sent through again, or taken off the list. */
export function ParkedPanel(): JSX.Element {
  const { asked, again } = useAsked<ParkedList>(PATH);
  useChanges(again);
  const further = usePages(asked.kind === 'ready' ? asked.value : null, PATH);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Which | null>(null);
  const rows = further.pages.flatMap(({ parked }) => parked);
  const readOnly = knownPlace()?.readOnlyBecause ?? null;
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const close = () => {
    setAsking(null);
    setChosen(new Set());
    further.forget();
    again();
  };
  return (
    <section class="panel" aria-labelledby="parked-title">
      <header>
        <h2 id="parked-title">{say('work.parked')}</h2>
        <span class="small dim">{rows.length > 0 && count('work.things', rows.length)}</span>
        {rows.length > 0 && (
          <div class="end row">
            {readOnly !== null && <span class="small dim">{readOnly}</span>}
            <Start way="redrive" ids={ids} isOff={readOnly !== null} start={setAsking} />
            <Start way="dismiss" ids={ids} isOff={readOnly !== null || ids.length === 0} start={setAsking} />
          </div>
        )}
      </header>
      <Shown asked={asked} again={again} lines={5}>
        {() =>
          rows.length === 0 ? (
            <Empty title={say('work.nothingParked')}>{say('work.nothingParkedNext')}</Empty>
          ) : (
            <ul class="parked">
              {rows.map((row) => (
                <Row
                  key={row.id}
                  of={row}
                  isChosen={chosen.has(row.id)}
                  choose={(isChosen) => setChosen(withOne(chosen, row.id, isChosen))}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      <More of={further} />
      {asking !== null && <ParkedDialog way={asking.way} which={whichOf(asking)} close={close} />}
    </section>
  );
}

function whichOf(asking: Which): Omit<ParkedAsk, 'dryRun'> {
  return 'ids' in asking ? { ids: asking.ids } : { all: true };
}

interface StartProps {
  readonly way: Way;
  readonly ids: readonly string[];
  readonly isOff: boolean;
  readonly start: (which: Which) => void;
}

/** Of those that are chosen; of all where none is. */
function Start({ way, ids, isOff, start }: StartProps): JSX.Element {
  return (
    <button
      type="button"
      class="button"
      disabled={isOff}
      title={say(way === 'dismiss' && ids.length === 0 ? 'parked.chooseFirst' : `parked.${way}Hint`)}
      onClick={() => start(ids.length > 0 ? { way, ids } : { way, all: true })}
    >
      {ids.length > 0
        ? `${say(`parked.${way}`)} (${ids.length})`
        : say(way === 'redrive' ? 'parked.redriveAll' : 'parked.dismiss')}
      …
    </button>
  );
}

function withOne(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  return isIn ? ids.union(new Set([id])) : ids.difference(new Set([id]));
}

interface RowProps {
  readonly of: ParkedRow;
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
}

function Row({
  of: { id, since, reason, why, next, order, changeKey, points, attempts, reply },
  isChosen,
  choose,
}: RowProps): JSX.Element {
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
          <span class="mark error">
            <SeverityShape severity="error" />
            <strong>{named('reason', reason)}</strong>
          </span>
          {order === null ? <code>{id}</code> : <a href={hrefs.order(order.store, order.order)}>{id}</a>}
          {points !== null && <Points points={points} />}
        </p>
        <Sentence text={`${why}.`} />
        <div class="next">
          <span class="dim">{say('parked.next')}</span>
          <Sentence text={`${next}.`} />
        </div>
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
