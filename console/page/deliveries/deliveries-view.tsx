import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { listZone } from '../about.ts';
import { isLive } from '../live.ts';
import { Complaint, Failed, Loading } from '../parts/states.tsx';
import { Zone } from '../parts/values.tsx';
import { WindowedList } from '../parts/windowed-list.tsx';
import { cameFrom, goBack, goTo, hrefs, path } from '../router.ts';
import { useKeys } from '../shell/keys.ts';
import { count, learn, say } from '../words/say.ts';
import { DeliveryLine } from './delivery-line.tsx';
import { DeliveryPanel } from './delivery-panel.tsx';
import { filter, filterText } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { load, loaded, loadMore } from './loaded.ts';
import { NothingListed } from './nothing-listed.tsx';

await learn('deliveries');

/** Below, a line takes two. */
const NARROW = 720;
const HEIGHTS = { wide: 36, narrow: 58 } as const;

/** The line that the keyboard is on. */
const active = signal<string | null>(null);

function activate(id: string): void {
  active.value = id;
}

function openedNow(): string | null {
  return path.peek()[1] ?? null;
}

/** The list, and beside it one of them. */
export function DeliveriesView(): JSX.Element {
  const opened = path.value[1] ?? null;
  const list = useRef<HTMLDivElement>(null);
  const isNarrow = useIsNarrow(list);
  const wanted = filterText.value;
  const zone = listZone(filter.value.store);
  const { state, rows, trouble, next, searchedTo } = loaded.value;
  useEffect(() => {
    void load();
  }, [wanted]);
  const current = opened ?? active.value;
  const move = (by: number) => () => {
    // Keys may come faster than the page is drawn.
    const { rows: now } = loaded.peek();
    const from = openedNow();
    const at = now.findIndex(({ id }) => id === (from ?? active.peek()));
    const row = now[at < 0 ? 0 : Math.max(0, Math.min(now.length - 1, at + by))];
    if (row === undefined) return;
    active.value = row.id;
    if (from !== null) goTo(hrefs.delivery(row.id) + wanted, 'replace');
    focusSoon(list.current, row.id);
  };
  const close = () => {
    const id = openedNow();
    // From an order it goes back to that, from the list to the list as it is filtered by now.
    if (cameFrom()?.startsWith('/deliveries') === false) return goBack('/deliveries');
    goTo(`/deliveries${wanted}`);
    if (id === null) return;
    active.value = id;
    focusSoon(list.current, id);
  };
  useKeys({
    j: move(1),
    k: move(-1),
    ArrowDown: move(1),
    ArrowUp: move(-1),
    Enter: () => {
      const id = openedNow() ?? active.peek();
      if (id !== null) goTo(hrefs.delivery(id) + wanted);
    },
    Escape: () => openedNow() !== null && close(),
  });
  return (
    <div class={opened === null ? 'split' : 'split opened'}>
      <section class="list-side" ref={list} aria-labelledby="deliveries-title">
        <header class="list-head">
          <h1 id="deliveries-title">{say('deliveries.title')}</h1>
          <span class="small dim" role="status">
            {[
              state === 'ready' && rows.length > 0 && count('deliveries.loaded', rows.length),
              isLive.value && say('shell.live'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <Zone of={zone} />
          <FilterBar />
        </header>
        {!isNarrow && rows.length > 0 && <Heads />}
        {state === 'loading' && <Loading lines={9} />}
        {state === 'failed' && trouble !== null && <Failed trouble={trouble} again={() => load('again')} />}
        {state === 'ready' && rows.length === 0 && (
          <NothingListed searchedTo={next === null ? null : searchedTo} more={loadMore} />
        )}
        {rows.length > 0 && (
          <WindowedList
            label={say('deliveries.title')}
            rows={rows}
            rowHeight={HEIGHTS[isNarrow ? 'narrow' : 'wide']}
            idOf={({ id }) => id}
            activeId={current}
            onNearEnd={() => trouble === null && loadMore()}
            foot={
              trouble !== null ? (
                <Complaint trouble={trouble} />
              ) : next === null ? null : (
                <p class="list-foot dim">{say('deliveries.reading')}</p>
              )
            }
          >
            {(row) => (
              <DeliveryLine
                row={row}
                isActive={row.id === current}
                isNarrow={isNarrow}
                zone={zone}
                activate={activate}
              />
            )}
          </WindowedList>
        )}
      </section>
      {opened !== null && <DeliveryPanel id={opened} close={close} />}
    </div>
  );
}

function focusSoon(list: HTMLElement | null, id: string): void {
  requestAnimationFrame(() => {
    // Keys may come faster than frames.
    if (active.peek() !== id) return;
    list?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  });
}

/** What stands in the columns; a screen reader hears it in each line. */
function Heads(): JSX.Element {
  return (
    <div class="line heads" aria-hidden="true">
      <span class="of-outcome">{say('column.outcome')}</span>
      <span class="of-topic">{say('column.topic')}</span>
      <span class="of-order">{say('column.order')}</span>
      <span class="of-message">{say('column.message')}</span>
      <span class="of-points number">{say('column.points')}</span>
      <span class="of-took number">{say('column.took')}</span>
      <span class="of-time number">{say('column.time')}</span>
    </div>
  );
}

function useIsNarrow(element: { readonly current: HTMLElement | null }): boolean {
  const [isNarrow, setIsNarrow] = useState(innerWidth < NARROW);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setIsNarrow(entry.contentRect.width < NARROW));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return isNarrow;
}
