import type { JSX } from 'preact';
import type { DeliveryRow } from '../../api.ts';
import { Mark } from '../parts/severity.tsx';
import { durationText, Points, Time, wholeTimeText } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { named, say } from '../words/say.ts';
import { filterText } from './filter.ts';
import { fresh } from './loaded.ts';

interface Props {
  readonly row: DeliveryRow;
  readonly isActive: boolean;
  /** In two lines. */
  readonly isNarrow: boolean;
  readonly zone: string;
  readonly activate: (id: string) => void;
}

/** A delivery in the list: the whole line opens it. */
export function DeliveryLine({ row, isActive, isNarrow, zone, activate }: Props): JSX.Element {
  const { id, at, store, topic, order, orderName, severity, outcome, message, points, tookMs } = row;
  return (
    <div
      class={isNarrow ? 'line narrow' : 'line'}
      data-severity={severity}
      data-active={isActive ? '' : undefined}
      data-fresh={fresh.value.has(id) ? '' : undefined}
    >
      <a
        class="whole"
        href={hrefs.delivery(id) + filterText.value}
        data-row={id}
        aria-label={`${outcomeText(outcome)}, ${topic ?? ''} ${order ?? ''}`}
        onFocus={() => activate(id)}
        onPointerEnter={({ currentTarget }) => {
          currentTarget.title = `${message}\n${wholeTimeText(at, zone)}`;
        }}
        {...(isActive && { 'aria-current': true })}
      />
      <span class="of-outcome">
        <Mark severity={severity}>{outcomeText(outcome)}</Mark>
      </span>
      <span class="of-topic cut">{topic ?? <span class="dim">{say('delivery.noTopic')}</span>}</span>
      <span class="of-order cut">
        {order !== null && store !== null ? <a href={hrefs.order(store, order)}>{order}</a> : null}
        <span class="dim">
          {' '}
          {orderName} {store}
        </span>
      </span>
      <span class="of-message cut dim">{message}</span>
      <span class="of-points number">
        <Points points={points} />
      </span>
      <span class="of-took number dim">{durationText(tookMs)}</span>
      <Time class="of-time number dim" at={at} precision="short" zone={zone} />
    </div>
  );
}

export function outcomeText(outcome: string | null): string {
  return outcome === null ? say('outcome.none') : named('outcome', outcome);
}
