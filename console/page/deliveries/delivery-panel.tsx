import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Delivery, FactPart } from '../../api.ts';
import { knownPlace, zoneOf } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Icon } from '../parts/icons.tsx';
import { JsonText } from '../parts/json-text.tsx';
import { isRevealed, Reveal, revealing } from '../parts/reveal.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Badge } from '../parts/severity.tsx';
import { Shown } from '../parts/states.tsx';
import { amountText, durationText, Points, Time, timeText, zoneText } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { Replay } from '../try/replay.tsx';
import { useAsked } from '../use-asked.ts';
import { count, named, numberText, say } from '../words/say.ts';
import { outcomeText } from './delivery-line.tsx';
import { LogLines } from './log-lines.tsx';
import { OrderNow } from './order-now.tsx';

/** One delivery: what came, whether it was proven, what it says, and what it changed. */
export function DeliveryPanel({ id, close }: { readonly id: string; readonly close: () => void }): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Who opens it stands in it; whose page begins with it stands where a page begins.
    if (document.activeElement !== document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const { asked, again } = useAsked<Delivery>(
    query(`/api/deliveries/${encodeURIComponent(id)}`, { reveal: revealing() }),
  );
  const known = asked.kind === 'ready' ? asked.value.delivery : null;
  useChanges(again, ({ store, order }) => known !== null && store === known.store && order === known.order);
  return (
    <section class="detail" aria-labelledby="delivery-title">
      <header class="detail-head">
        <button
          type="button"
          class="button plain icon"
          aria-label={say('delivery.back')}
          title={`${say('delivery.back')} (Esc)`}
          onClick={close}
        >
          <Icon name="close" />
        </button>
        <h2 id="delivery-title" class="cut" tabIndex={-1} ref={heading}>
          {known?.topic ?? say('delivery.title', { id })}
        </h2>
        {known !== null && <Badge severity={known.severity}>{outcomeText(known.outcome)}</Badge>}
        {known !== null && knownPlace()?.canTry === true && <Replay delivery={known} />}
      </header>
      <div class="detail-body">
        <Shown asked={asked} again={again} lines={7}>
          {(delivery) => <Told of={delivery} />}
        </Shown>
      </div>
    </section>
  );
}

function Told({ of: { delivery, request, verification, facts, order, log } }: { readonly of: Delivery }): JSX.Element {
  const { at, store, status, tookMs, message, entries, id } = delivery;
  const zone = zoneOf([store]);
  return (
    <>
      <Sentence class="message" text={message} />
      <dl class="facts">
        <dt>{say('column.time')}</dt>
        <dd>
          <Time at={at} zone={zone} /> <span class="dim">{zoneText(zone)}</span>
        </dd>
        <dt>{say('column.store')}</dt>
        <dd>{store ?? say('delivery.noStore')}</dd>
        {delivery.order !== null && store !== null && (
          <>
            <dt>{say('column.order')}</dt>
            <dd>
              <a href={hrefs.order(store, delivery.order)}>{delivery.order}</a> {delivery.orderName}
            </dd>
          </>
        )}
        <dt>{say('delivery.answered')}</dt>
        <dd>
          {status !== null && `HTTP ${status} · `}
          {durationText(tookMs)}
        </dd>
        <dt>{say('delivery.verification')}</dt>
        <dd>
          {say(`verification.${verification.result}`)} <span class="dim">— {verification.told}</span>
        </dd>
        <dt>{say('delivery.number')}</dt>
        <dd class="mono">{id}</dd>
      </dl>
      <Part title={say('delivery.changed')}>
        {entries.length === 0 ? <p class="dim">{say('delivery.changedNothing')}</p> : <Entries entries={entries} />}
        {order !== null && <OrderNow order={order} />}
      </Part>
      {facts !== null && facts.length > 0 && (
        <Part title={say('delivery.facts')}>
          <dl class="facts">
            {facts.map(({ name, id: which, value }) => (
              <>
                <dt>
                  {named('fact', name)} {which}
                </dt>
                <dd>{value.map((part) => partText(part, zone)).join(', ')}</dd>
              </>
            ))}
          </dl>
        </Part>
      )}
      {request === null ? (
        <Part title={say('delivery.body')}>
          <p class="dim">{say('delivery.notKept')}</p>
        </Part>
      ) : (
        <>
          <Part
            title={say('delivery.bodyOf', { bytes: numberText(request.bodyBytes) })}
            end={(request.isMasked || isRevealed.value) && <Reveal />}
          >
            <JsonText text={request.body} label={say('delivery.body')} />
            {request.isCut && <p class="dim">{say('delivery.isCut')}</p>}
          </Part>
          <Part title={say('delivery.headers')}>
            <dl class="facts headers">
              {Object.entries(request.headers).map(([name, value]) => (
                <>
                  <dt class="mono">{name}</dt>
                  <dd class="mono">{value}</dd>
                </>
              ))}
            </dl>
          </Part>
        </>
      )}
      <Part title={say('delivery.log')}>
        <LogLines lines={log} />
      </Part>
    </>
  );
}

function partText(part: FactPart, zone: string): string {
  if ('word' in part) return named('said', part.word);
  if ('at' in part) return timeText(part.at, 'second', zone);
  if ('units' in part) return count('fact.units', part.units);
  return 'amount' in part ? amountText(part.amount, part.currency) : part.text;
}

function Entries({ entries }: Pick<Delivery['delivery'], 'entries'>): JSX.Element {
  return (
    <ul class="entry-list">
      {entries.map(({ changeKey, points, outcome }) => (
        <li key={changeKey}>
          <Points points={points} isGiven={outcome === 'applied'} />
          <code class="cut">{changeKey}</code>
          <span class="dim">
            {named('state', outcome)} {outcome !== 'applied' && say('delivery.then')}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Part({
  title,
  end,
  children,
}: {
  readonly title: string;
  readonly end?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="part">
      <header>
        <h3>{title}</h3>
        {end}
      </header>
      {children}
    </section>
  );
}
