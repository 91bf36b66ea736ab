import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { OrderView as Order } from '../../api.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Icon } from '../parts/icons.tsx';
import { platformNames } from '../parts/platform-names.ts';
import { Reveal, revealing } from '../parts/reveal.tsx';
import { Badge } from '../parts/severity.tsx';
import { Shown } from '../parts/states.tsx';
import { Zone } from '../parts/values.tsx';
import { goBack, hrefs } from '../router.ts';
import { useKeys } from '../shell/keys.ts';
import { Acts } from '../try/acts.tsx';
import { useAsked } from '../use-asked.ts';
import { named, numberText, say } from '../words/say.ts';
import { EntryTable } from './entry-table.tsx';
import { Explained } from './explained.tsx';
import { settledSeverity } from './settled-severity.ts';
import { Timeline } from './timeline.tsx';

/** Why an order has its points: the picture, the entries, and the words. */
export function OrderPage({ store, order }: { readonly store: string; readonly order: string }): JSX.Element {
  const { asked, again } = useAsked<Order>(query(`/api${hrefs.order(store, order)}`, { reveal: revealing() }));
  useChanges(again, (changed) => changed.order === order && changed.store === store);
  useKeys({ Escape: () => goBack('/orders') });
  const known = useLast(asked.kind === 'ready' ? asked.value : null);
  const name = known?.timeline.find(({ delivery }) => delivery?.orderName)?.delivery?.orderName;
  return (
    <div class="view">
      <header>
        <div class="stack tight">
          <p class="small crumbs">
            <a href={`/orders?${new URLSearchParams({ store })}`}>{store}</a>
            {known?.explanation.platform && <span class="dim"> · {platformNames[known.explanation.platform]}</span>}
            {known !== null && (
              <>
                {' '}
                · <Zone of={known.explanation.timeZone} />
              </>
            )}
          </p>
          <h1>
            {say('order.title', { order })} {name !== undefined && <span class="dim">{name}</span>}
          </h1>
        </div>
        {known !== null && <Settled of={known} />}
        <div class="end row">
          <Reveal />
          <a class="button" href={`/deliveries?${new URLSearchParams({ store, order })}`}>
            <Icon name="deliveries" />
            {say('deliveries.title')}
          </a>
          {known !== null && known.acts.length > 0 && <Acts store={store} order={order} acts={known.acts} />}
        </div>
      </header>
      {known === null ? (
        <section class="panel">
          <Shown asked={asked} again={again} lines={8}>
            {() => null}
          </Shown>
        </section>
      ) : (
        <Whole of={known} />
      )}
    </div>
  );
}

/** What was there stays until what is asked anew comes, such as a customer who is shown. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState<T | null>(null);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}

function Settled({ of: { explanation } }: { readonly of: Order }): JSX.Element {
  const { because } = explanation.settlement;
  return <Badge severity={settledSeverity(because)}>{named('because', because)}</Badge>;
}

function Whole({ of: { explanation, text, timeline } }: { readonly of: Order }): JSX.Element {
  const { settlement, entries, timeZone } = explanation;
  const customer = explanation.facts.customer;
  const events = useMemo(() => timeline, [timeline]);
  return (
    <>
      <section class="panel figures">
        <Figure label={say('order.target')} value={numberText(settlement.target)} kind="target" />
        <Figure label={say('order.posted')} value={numberText(settlement.confirmed)} kind="posted" />
        <Figure label={say('order.unanswered')} value={numberText(settlement.posted - settlement.confirmed)} />
        <div class="summary">
          {text.summary.map((line) => (
            <p key={line}>{line}</p>
          ))}
          {customer !== null && (
            <p class="small dim">
              {say('order.customer')}{' '}
              {customer.id.includes('*') ? customer.id : <a href={hrefs.customer(customer.id)}>{customer.id}</a>}
            </p>
          )}
          <p class="small">
            <a href="#explained-title">{say('order.explained')}</a>
          </p>
        </div>
      </section>
      <Timeline events={events} zone={timeZone} />
      <EntryTable entries={entries} zone={timeZone} />
      <Explained text={text} />
    </>
  );
}

function Figure({
  label,
  value,
  kind,
}: {
  readonly label: string;
  readonly value: string;
  readonly kind?: 'target' | 'posted';
}): JSX.Element {
  return (
    <div class="figure">
      <span class="small dim">
        {kind !== undefined && <i class={`swatch ${kind}`} />}
        {label}
      </span>
      <strong>{value}</strong>
    </div>
  );
}
