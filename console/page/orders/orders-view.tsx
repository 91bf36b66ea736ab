import type { JSX } from 'preact';
import type { OrderRow, Orders } from '../../api.ts';
import { knownPlace, listZone } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Select } from '../parts/choice.tsx';
import { More } from '../parts/more.tsx';
import { Mark } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { Time, Zone } from '../parts/values.tsx';
import { address, goTo, hrefs, withQuery } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { usePages } from '../use-pages.ts';
import { named, numberText, say } from '../words/say.ts';
import { settledSeverity } from './settled-severity.ts';

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
        <Zone of={listZone(store)} />
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
          {(first) => <OrderTable key={path} first={first} path={path} zone={listZone(store)} />}
        </Shown>
      </section>
    </div>
  );
}

interface TableProps {
  readonly first: Orders;
  readonly path: string;
  readonly zone: string;
}

function OrderTable({ first, path, zone }: TableProps): JSX.Element {
  const further = usePages(first, path);
  if (first.orders.length === 0) return <Empty title={say('orders.none')}>{say('orders.noneBecause')}</Empty>;
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
            {further.pages
              .flatMap(({ orders }) => orders)
              .map((row) => (
                <Row key={`${row.store}/${row.order}`} of={row} zone={zone} />
              ))}
          </tbody>
        </table>
      </div>
      <More of={further} />
    </>
  );
}

function Row({
  of: { store, order, lastDelivery, target, confirmed, because, until },
  zone,
}: {
  readonly of: OrderRow;
  readonly zone: string;
}): JSX.Element {
  return (
    <tr>
      <td>
        <a href={hrefs.order(store, order)} data-item>
          {order}
        </a>
        <p class="small dim">
          {lastDelivery?.orderName} {store}
        </p>
      </td>
      <td>
        <Mark severity={settledSeverity(because)}>{named('because', because)}</Mark>
        {until !== null && (
          <p class="small dim">
            {say('time.until')} <Time at={until} precision="minute" zone={zone} />
          </p>
        )}
      </td>
      <td class="number" data-label={say('order.target')}>
        {numberText(target)}
      </td>
      <td class="number" data-label={say('order.posted')}>
        {numberText(confirmed)}
      </td>
      <td>
        {lastDelivery === null ? (
          <span class="dim">·</span>
        ) : (
          <>
            <a href={hrefs.delivery(lastDelivery.id)}>{lastDelivery.topic ?? lastDelivery.id}</a>
            <p class="small dim">
              <Time at={lastDelivery.at} zone={zone} />
            </p>
          </>
        )}
      </td>
    </tr>
  );
}
