import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ParkedList, ParkedRow } from '../../api-work.ts';
import { knownPlace } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { lazyDialog } from '../parts/lazy.tsx';
import { More } from '../parts/more.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { askParkedCount } from '../shell/parked-count.ts';
import { useAsked } from '../use-asked.ts';
import { usePages } from '../use-pages.ts';
import { count, say } from '../words/say.ts';
import type { Way } from './parked-dialog.tsx';
import { ParkedGroup } from './parked-group.tsx';

const ParkedDialog = lazyDialog(async () => (await import('./parked-dialog.tsx')).ParkedDialog);

/** `ids`: null for all. */
interface Which {
  readonly way: Way;
  readonly ids: readonly string[] | null;
}

/** What waits for a person, by its reason: one, many or all of a reason are sent again, or taken off the list. */
export function ParkedPanel({ isRevealed }: { readonly isRevealed: boolean }): JSX.Element {
  const path = query('/api/parked', { limit: 200, reveal: isRevealed ? 1 : '' });
  const { asked, again } = useAsked<ParkedList>(path);
  useChanges(again);
  const further = usePages(asked.kind === 'ready' ? asked.value : null, path);
  useEffect(further.forget, [isRevealed]);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Which | null>(null);
  const rows = further.pages.flatMap(({ parked }) => parked);
  const readOnly = knownPlace()?.readOnlyBecause ?? null;
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id));
  const choose = (some: readonly ParkedRow[], isIn: boolean) => {
    const named = new Set(some.map(({ id }) => id));
    setChosen(isIn ? chosen.union(named) : chosen.difference(named));
  };
  const start = readOnly === null ? (way: Way, of: readonly string[] | null) => setAsking({ way, ids: of }) : null;
  const close = () => {
    setAsking(null);
    setChosen(new Set());
    further.forget();
    again();
    void askParkedCount();
  };
  return (
    <section class="panel" aria-labelledby="parked-title">
      <header>
        <h2 id="parked-title">{say('work.parked')}</h2>
        <span class="small dim">{rows.length > 0 && count('work.things', rows.length)}</span>
        {rows.length > 0 && (
          <div class="end row">
            {readOnly !== null && <span class="small dim">{readOnly}</span>}
            <button
              type="button"
              class="button"
              disabled={start === null}
              onClick={() => start?.('redrive', ids.length > 0 ? ids : null)}
            >
              {ids.length > 0 ? `${say('parked.redrive')} (${ids.length})` : say('parked.redriveAll')}…
            </button>
            <button
              type="button"
              class="button"
              disabled={start === null || ids.length === 0}
              onClick={() => start?.('dismiss', ids)}
            >
              {ids.length > 0 ? `${say('parked.dismiss')} (${ids.length})` : say('parked.dismiss')}…
            </button>
          </div>
        )}
      </header>
      <Shown asked={asked} again={again} lines={5}>
        {() =>
          rows.length === 0 ? (
            <Empty title={say('work.nothingParked')}>{say('work.nothingParkedNext')}</Empty>
          ) : (
            <>
              <div class="parked-row parked-all">
                <input
                  type="checkbox"
                  id="choose-all"
                  checked={ids.length === rows.length}
                  onChange={({ currentTarget }) => choose(rows, currentTarget.checked)}
                />
                <p class="row small">
                  <label for="choose-all">{say('parked.chooseAll')}</label>
                  <span class="dim">{say('parked.what')}</span>
                </p>
              </div>
              {[...Map.groupBy(rows, ({ reason }) => reason)].map(([reason, some]) => (
                <ParkedGroup key={reason} rows={some} chosen={chosen} choose={choose} start={start} />
              ))}
            </>
          )
        }
      </Shown>
      <More of={further} />
      {asking !== null && <ParkedDialog {...asking} close={close} />}
    </section>
  );
}
