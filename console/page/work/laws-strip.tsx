import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LawBroken, Laws } from '../../api-work.ts';
import { query } from '../ask.ts';
import { load, loaded } from '../deliveries/loaded.ts';
import { useChanges } from '../live.ts';
import { Icon } from '../parts/icons.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { Complaint, Shown } from '../parts/states.tsx';
import { Time } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { count, numberText, say } from '../words/say.ts';

/** Orders of the list of deliveries that are checked, too. */
const MAX_ORDERS = 50;

/** Of the list of deliveries, as far as it is read. */
function ordersNamed(): string {
  const named = loaded
    .peek()
    .rows.flatMap(({ store, order }) => (store === null || order === null ? [] : [`${store}/${order}`]));
  return [...new Set(named)].slice(0, MAX_ORDERS).join(',');
}

/** Whether posted is the target, and nothing waits unseen: green, or with the orders that are not. */
export function LawsStrip(): JSX.Element {
  const [orders, setOrders] = useState('');
  const isListed = loaded.value.state === 'ready';
  useEffect(() => {
    void load();
  }, []);
  useEffect(() => setOrders(ordersNamed()), [isListed]);
  const { asked, again } = useAsked<Laws>(query('/api/laws', { orders }));
  useChanges(() => {
    setOrders(ordersNamed());
    again();
  });
  if (asked.kind === 'failed') return <Complaint trouble={asked.trouble} />;
  return (
    <section class="panel laws" aria-label={say('laws.title')}>
      <Shown asked={asked} lines={1}>
        {(laws) => <Strip laws={laws} again={again} />}
      </Shown>
    </section>
  );
}

function Strip({
  laws: { isGreen, checked, broken, waiting, withoutCustomer, isMore, at },
  again,
}: {
  readonly laws: Laws;
  readonly again: () => void;
}): JSX.Element {
  const severity = isGreen ? 'success' : 'error';
  return (
    <>
      <div class={`strip mark ${severity}`}>
        <SeverityShape severity={severity} size={18} />
        <div>
          <strong>{isGreen ? say('laws.green') : count('laws.broken', broken.length)}</strong>
          <p class="small dim">
            {count('laws.checked', checked)} {waiting > 0 && count('laws.waiting', waiting)}{' '}
            {withoutCustomer > 0 && count('laws.withoutCustomer', withoutCustomer)} {isMore && say('laws.more')}{' '}
            <Time at={at} />
          </p>
        </div>
        <button type="button" class="button plain" onClick={again}>
          <Icon name="replay" />
          {say('laws.again')}
        </button>
      </div>
      {broken.length > 0 && (
        <ul class="broken">
          {broken.map((one) => (
            <Broken key={`${one.store}/${one.order}`} of={one} />
          ))}
        </ul>
      )}
    </>
  );
}

function Broken({ of: { store, order, law, target, posted, because } }: { readonly of: LawBroken }): JSX.Element {
  return (
    <li>
      <a href={hrefs.order(store, order)} data-item>
        {store}/{order}
      </a>
      <strong>{say(`law.${law}`)}</strong>
      {target !== null && posted !== null && (
        <span class="dim">{say('order.targetPosted', { target: numberText(target), posted: numberText(posted) })}</span>
      )}
      <span class="dim">{because}</span>
    </li>
  );
}
