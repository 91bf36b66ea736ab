import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TimelineEvent } from '../../api.ts';
import { outcomeText } from '../deliveries/delivery-line.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { Empty } from '../parts/states.tsx';
import { durationText, pointsText, Time, timeText } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { named, numberText, say } from '../words/say.ts';
import { StepChart } from './step-chart.tsx';

/** Target against given over time, and every instant beside it; the chosen one is marked in both. */
export function Timeline({
  events,
  zone,
}: {
  readonly events: readonly TimelineEvent[];
  readonly zone: string;
}): JSX.Element {
  const [chosen, setChosen] = useState<number | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const last = events.findLastIndex(({ isAhead }) => !isAhead);
  // What has just happened is what is looked for, whichever instant was chosen before.
  useEffect(() => setChosen(null), [last]);
  const at = chosen === null ? Math.max(0, last) : Math.min(chosen, events.length - 1);
  useEffect(() => {
    const row = list.current?.children[at];
    if (!(row instanceof HTMLElement) || list.current === null) return;
    const { offsetTop, offsetHeight } = row;
    const { scrollTop, clientHeight } = list.current;
    if (offsetTop < scrollTop) list.current.scrollTop = offsetTop;
    else if (offsetTop + offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = offsetTop + offsetHeight - clientHeight;
  }, [at, events.length]);
  const shown = events[at];
  return (
    <section class="panel timeline" aria-labelledby="timeline-title">
      <header>
        <h2 id="timeline-title">{say('timeline.title')}</h2>
        <p class="legend small dim end">
          <span>
            <i class="swatch target" />
            {say('order.target')}
          </span>
          <span>
            <i class="swatch posted" />
            {say('order.posted')}
          </span>
          <span>
            <i class="swatch arrival" />
            {say('timeline.arrivals')}
          </span>
        </p>
      </header>
      {shown === undefined ? (
        <Empty title={say('timeline.none')}>{say('timeline.noneBecause')}</Empty>
      ) : (
        <div class="timeline-sides">
          <div class="chart-side">
            <StepChart events={events} zone={zone} chosen={at} choose={setChosen} />
            <p class="reading" aria-live="polite">
              <Time at={shown.at} zone={zone} />
              <strong>{eventText(shown)}</strong>
              <span class="dim">
                {say('order.targetPosted', { target: numberText(shown.target), posted: numberText(shown.confirmed) })}
              </span>
            </p>
            <p class="small dim">{say('timeline.what')}</p>
          </div>
          <ol class="instants" ref={list}>
            {events.map((event, index) => (
              <Instant
                key={index}
                event={event}
                before={events[index - 1] ?? null}
                zone={zone}
                isChosen={index === at}
                choose={() => setChosen(index)}
              />
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}

interface InstantProps {
  readonly event: TimelineEvent;
  readonly before: TimelineEvent | null;
  readonly zone: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
}

function Instant({ event, before, zone, isChosen, choose }: InstantProps): JSX.Element {
  const { at, isAhead, isAbout, target, confirmed, delivery } = event;
  const gapMs = before === null ? 0 : Date.parse(at) - Date.parse(before.at);
  const moved = { target: target - (before?.target ?? 0), given: confirmed - (before?.confirmed ?? 0) };
  return (
    <li class={isAhead ? 'instant ahead' : 'instant'} data-chosen={isChosen ? '' : undefined} onPointerMove={choose}>
      <button type="button" data-item aria-pressed={isChosen} onClick={choose} onFocus={choose}>
        <EventShape event={event} />
        <span class="what">
          {eventText(event)}
          <span class="small dim">
            {isAbout && `${say('timeline.about')} `}
            {timeText(at, 'second', zone)}
            {gapMs >= 1_000 && ` · ${say('timeline.later', { by: durationText(gapMs) })}`}
            {isAhead && ` · ${say('timeline.ahead')}`}
          </span>
        </span>
        <span class="moved small">
          {moved.target !== 0 && (
            <span class="of-target">{say('timeline.targetBy', { by: pointsText(moved.target) })}</span>
          )}
          {moved.given !== 0 && (
            <span class="of-posted">{say('timeline.postedBy', { by: pointsText(moved.given) })}</span>
          )}
        </span>
      </button>
      {delivery !== null && (
        <a
          class="small"
          href={hrefs.delivery(delivery.id)}
          aria-label={say('timeline.openDelivery', { id: delivery.id })}
        >
          {say('timeline.open')}
        </a>
      )}
    </li>
  );
}

function EventShape({ event: { kind, delivery } }: { readonly event: TimelineEvent }): JSX.Element {
  if (delivery !== null)
    return (
      <span class={`mark ${delivery.severity}`}>
        <SeverityShape severity={delivery.severity} />
      </span>
    );
  return <i class={`knot ${kind}`} aria-hidden="true" />;
}

function eventText({ kind, entry, delivery }: TimelineEvent): string {
  if (delivery !== null) return `${delivery.topic ?? say('delivery.noTopic')}: ${outcomeText(delivery.outcome)}`;
  const what = named('event', kind);
  return entry === null
    ? what
    : `${say('timeline.entry', { n: entry.number, points: pointsText(entry.points) })} ${what}`;
}
