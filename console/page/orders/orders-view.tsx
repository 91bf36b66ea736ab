import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OrderRow, Orders } from '../../api.ts';
import { knownPlace } from '../about.ts';
import { ask, query, type Trouble } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Select } from '../parts/choice.tsx';
import { Mark } from '../parts/severity.tsx';
import { Complaint, Empty, Shown } from '../parts/states.tsx';
import { Time } from '../parts/values.tsx';
import { address, goTo, hrefs, withQuery } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { named, numberText, say } from '../words/say.ts';

/** Orders that deliveries named lately, and those that wait or are parked. */
export function OrdersView(): JSX.Element {
  const store = address.value.searchParams.get('store') ?? '';
  const path = query('/api/orders', { store, limit: 50 });
  const { asked, again } = useAsked<Orders>(path);
  useChanges(again);
  return (
    <div class="view">
      <header>
        <h1>{say('orders.title')}</h1>
        <span class="small dim">{say('orders.which')}</span>
        <div class="end">
          <Select
            isShort
            label={say('filter.store')}
            value={store}
            choose={(value) => goTo(withQuery({ store: value }), 'replace')}
            options={[
              { value: '', text: say('filter.anyStore') },
              ...(knownPlace()?.stores ?? []).map(({ id }) => ({ value: id, text: id })),
            ]}
          />
        </div>
      </header>
      <section class="panel">
        <Shown asked={asked} again={again} lines={8}>
          {(first) => <OrderTable key={path} first={first} path={path} />}
        </Shown>
      </section>
    </div>
  );
}

interface Further {
  readonly orders: readonly OrderRow[];
  readonly next: string | null;
  readonly trouble: Trouble | null;
}

function OrderTable({ first, path }: { readonly first: Orders; readonly path: string }): JSX.Element {
  const [further, setFurther] = useState<Further | null>(null);
  const next = further === null ? first.next : further.next;
  if (first.orders.length === 0) return <Empty title={say('orders.none')}>{say('orders.noneBecause')}</Empty>;
  const more = async () => {
    if (next === null) return;
    const answer = await ask<Orders>(`${path}&before=${encodeURIComponent(next)}`);
    const orders = further?.orders ?? [];
    if (answer.kind === 'failed') setFurther({ orders, next, trouble: answer.trouble });
    else setFurther({ orders: [...orders, ...answer.value.orders], next: answer.value.next, trouble: null });
  };
  return (
    <>
      <div class="scroll">
        <table class="table">
          <thead>
            <tr>
              <th>{say('column.order')}</th>
              <th>{say('column.state')}</th>
              <th class="number">{say('order.target')}</th>
              <th class="number">{say('order.posted')}</th>
              <th>{say('orders.last')}</th>
            </tr>
          </thead>
          <tbody>
            {[...first.orders, ...(further?.orders ?? [])].map((row) => (
              <Row key={`${row.store}/${row.order}`} of={row} />
            ))}
          </tbody>
        </table>
      </div>
      {further?.trouble && <Complaint trouble={further.trouble} />}
      {next !== null && (
        <p class="list-foot">
          <button type="button" class="button" onClick={more}>
            {say('dialog.more')}
          </button>
        </p>
      )}
    </>
  );
}

function Row({
  of: { store, order, lastDelivery, target, posted, because, until },
}: {
  readonly of: OrderRow;
}): JSX.Element {
  const severity = because === 'right' ? 'success' : because === 'person' ? 'error' : 'warning';
  return (
    <tr>
      <td>
        <a href={hrefs.order(store, order)} data-item>
          {order}
        </a>
        <p class="small dim">{store}</p>
      </td>
      <td>
        <Mark severity={severity}>{named('because', because)}</Mark>
        {until !== null && (
          <p class="small dim">
            {say('time.until')} <Time at={until} precision="minute" />
          </p>
        )}
      </td>
      <td class="number" data-label={say('order.target')}>
        {numberText(target)}
      </td>
      <td class="number" data-label={say('order.posted')}>
        {numberText(posted)}
      </td>
      <td>
        {lastDelivery === null ? (
          <span class="dim">·</span>
        ) : (
          <>
            <a href={hrefs.delivery(lastDelivery.id)}>{lastDelivery.topic ?? lastDelivery.id}</a>
            <p class="small dim">
              <Time at={lastDelivery.at} />
            </p>
          </>
        )}
      </td>
    </tr>
  );
}
