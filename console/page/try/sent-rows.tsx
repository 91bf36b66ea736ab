import type { JSX } from 'preact';
import type { Sent } from '../../api-try.ts';
import { outcomeText } from '../deliveries/delivery-line.tsx';
import { Mark } from '../parts/severity.tsx';
import { durationText, Points } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { say } from '../words/say.ts';

/** What the functions answered. */
export function SentRows({ sent: { deliveries } }: { readonly sent: Sent }): JSX.Element {
  return (
    <ul class="sent" aria-live="polite">
      {deliveries.map(({ id, severity, outcome, message, points, tookMs, store, order }) => (
        <li key={id}>
          <Mark severity={severity}>{outcomeText(outcome)}</Mark>
          <Points points={points} />
          <span class="small dim">{durationText(tookMs)}</span>
          <a href={hrefs.delivery(id)}>{say('sent.delivery')}</a>
          {store !== null && order !== null && <a href={hrefs.order(store, order)}>{say('order.title', { order })}</a>}
          <p class="dim">{message}</p>
        </li>
      ))}
    </ul>
  );
}
