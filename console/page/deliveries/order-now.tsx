import type { JSX } from 'preact';
import type { OrderRow } from '../../api.ts';
import { settledSeverity } from '../orders/settled-severity.ts';
import { Icon } from '../parts/icons.tsx';
import { hrefs } from '../router.ts';
import { named, numberText, say } from '../words/say.ts';

/** The order as it is by now, and the way to it. */
export function OrderNow({
  order: { store, order, target, confirmed, because },
}: {
  readonly order: OrderRow;
}): JSX.Element {
  return (
    <a class="order-now" href={hrefs.order(store, order)}>
      <Icon name="orders" />
      <span>
        <strong>{order}</strong>
        <span class="dim">{store}</span>
        <span class="dim">
          {say('order.targetPosted', { target: numberText(target), posted: numberText(confirmed) })}
        </span>
        <span class={`text-${settledSeverity(because)}`}>{named('because', because)}</span>
      </span>
      <Icon name="next" />
    </a>
  );
}
