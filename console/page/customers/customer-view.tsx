import type { JSX } from 'preact';
import type { CustomerView as Customers } from '../../api.ts';
import { zoneOf } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { isRevealed, Reveal, revealing } from '../parts/reveal.tsx';
import { Mark } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { Points, Time, Zone } from '../parts/values.tsx';
import { goBack, hrefs } from '../router.ts';
import { useKeys } from '../shell/keys.ts';
import { useAsked } from '../use-asked.ts';
import { named, numberText, say } from '../words/say.ts';

type Customer = Customers['customers'][number];

/** What stands behind a customer's balance. */
export function CustomerPage({ id }: { readonly id: string }): JSX.Element {
  const { asked, again } = useAsked<Customers>(query(`/api${hrefs.customer(id)}`, { reveal: revealing() }));
  useChanges(again);
  useKeys({ Escape: () => goBack('/orders') });
  return (
    <div class="view">
      <header>
        <h1>{say('customer.title')}</h1>
        <span class="mono cut">{isRevealed.value ? id : '***'}</span>
        <div class="end">
          <Reveal />
        </div>
      </header>
      <Shown asked={asked} again={again} lines={8}>
        {({ customers }) =>
          customers.length === 0 ? (
            <section class="panel">
              <Empty title={say('customer.none')}>{say('customer.noneNext')}</Empty>
            </section>
          ) : (
            customers.map((customer) => <One key={customer.account} of={customer} />)
          )
        }
      </Shown>
    </div>
  );
}

function One({
  of: { account, stores, sums, records, changes, unread, withoutKey },
}: {
  readonly of: Customer;
}): JSX.Element {
  const zone = zoneOf(stores);
  const figures = [
    [say('customer.balance'), sums.balance],
    [say('customer.orders'), sums.orders],
    [say('customer.promotions'), sums.promotions],
    [say('customer.unexplained'), sums.unexplained],
  ] as const;
  return (
    <section class="panel" aria-label={account}>
      <header>
        <h2>{account}</h2>
        <span class="small dim">{stores.join(', ')}</span>
      </header>
      <div class="figures">
        {figures.map(([label, value]) => (
          <div key={label} class="figure">
            <span class="small dim">{label}</span>
            <strong>{value === null ? '—' : numberText(value)}</strong>
          </div>
        ))}
      </div>
      {withoutKey.length > 0 && (
        <p class="list-foot text-warning">{say('customer.withoutKey', { stores: withoutKey.join(', ') })}</p>
      )}
      <div class="customer-sides">
        <div>
          <h3>{say('customer.records')}</h3>
          {records.length === 0 ? <p class="dim">{say('customer.noRecords')}</p> : <Records of={records} />}
        </div>
        <div>
          <h3>
            {say('customer.history')} <Zone of={zone} />
          </h3>
          {changes === null ? <p class="dim">{unread}</p> : <History of={changes} zone={zone} />}
        </div>
      </div>
    </section>
  );
}

function Records({ of }: { readonly of: Customer['records'] }): JSX.Element {
  return (
    <ul class="results">
      {of.map(({ kind, id, target, entries }) => (
        <li key={id}>
          {kind === 'order' ? (
            <a href={hrefs.orderNamed(id)} data-item>
              {id}
            </a>
          ) : (
            <span>{id}</span>
          )}
          <span class="dim">
            {target === null
              ? say('customer.posted', { posted: givenText(entries) })
              : say('order.targetPosted', { target: numberText(target), posted: givenText(entries) })}
          </span>
          <p class="small row">
            {entries.map(({ number, points, state, inHistory }) => (
              <span key={number} title={named('state', state)}>
                <Points points={points} isGiven={state === 'applied'} />
                {inHistory === null && <span class="dim"> ({named('state', state)})</span>}
              </span>
            ))}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** What BonifiQ has confirmed. */
function givenText(entries: Customer['records'][number]['entries']): string {
  return numberText(entries.reduce((sum, { points, state }) => (state === 'applied' ? sum + points : sum), 0));
}

function History({ of, zone }: { readonly of: NonNullable<Customer['changes']>; readonly zone: string }): JSX.Element {
  if (of.length === 0) return <p class="dim">{say('customer.noHistory')}</p>;
  return (
    <ol class="results">
      {of.map(({ at, points, title, by, isCanceled }, index) => (
        <li key={index}>
          <Points points={points} />
          <Time at={at} zone={zone} />
          {by === null ? (
            <Mark severity="warning">{say('customer.notOurs')}</Mark>
          ) : (
            <span class="dim">{by.kind === 'order' ? <a href={`/orders/${by.id}`}>{by.id}</a> : by.id}</span>
          )}
          {isCanceled && <span class="dim">{say('customer.cancelled')}</span>}
          {title !== null && <p>{title}</p>}
        </li>
      ))}
    </ol>
  );
}
