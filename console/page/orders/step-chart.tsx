import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TimelineEvent } from '../../api.ts';
import { platformNow } from '../about.ts';
import { durationText, shortTimeText, timeText } from '../parts/values.tsx';
import { numberText, say } from '../words/say.ts';
import { areaOf, gapsOf, placesOf, scaleOf, stepsOf, ticksOf } from './steps.ts';

interface Props {
  readonly events: readonly TimelineEvent[];
  readonly zone: string;
  readonly chosen: number;
  readonly choose: (at: number) => void;
}

const HEIGHT = 280;
const TOP = 40;
const BOTTOM = HEIGHT - 30;
const LEFT = 40;
const RIGHT = 20;
/** As wide as a time is at most. */
const LABEL = 130;

/** Steps of target and given. A pointer, a finger or the arrow keys choose an instant. */
export function StepChart({ events, zone, chosen, choose }: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const xs = placesOf(
    events.map(({ at }) => Date.parse(at)),
    LEFT,
    width - RIGHT,
  );
  const ticks = ticksOf(events.flatMap(({ target, confirmed }) => [target, confirmed]));
  const y = scaleOf(ticks, BOTTOM, TOP);
  const end = width - RIGHT / 2;
  const targets = stepsOf(
    xs,
    events.map(({ target }) => y(target)),
    y(0),
    end,
  );
  const givens = stepsOf(
    xs,
    events.map(({ confirmed }) => y(confirmed)),
    y(0),
    end,
  );
  const firstAhead = events.findIndex(({ isAhead }) => isAhead);
  const follow = (event: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    choose(nearest(xs, event.clientX - left));
  };
  const x = xs[chosen] ?? LEFT;
  const shown = events[chosen];
  return (
    <div class="chart" ref={box} onPointerDown={follow} onPointerMove={follow}>
      <input
        type="range"
        class="away"
        min={0}
        max={events.length - 1}
        value={chosen}
        aria-label={say('timeline.instant')}
        aria-valuetext={shown === undefined ? '' : timeText(shown.at, 'second', zone)}
        onInput={(event) => choose(Number(event.currentTarget.value))}
      />
      <svg width={width} height={HEIGHT} aria-hidden="true">
        <defs>
          <pattern id="ahead" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0v6" class="hatch" />
          </pattern>
        </defs>
        {firstAhead >= 0 && (
          <AheadPart x={(xs[firstAhead - 1] ?? LEFT) / 2 + (xs[firstAhead] ?? end) / 2} end={width} />
        )}
        {ticks.map((tick) => (
          <g key={tick}>
            <path class="grid-line" d={`M${LEFT - 8} ${y(tick)}H${width}`} />
            <text class="tick" x={LEFT - 14} y={y(tick) + 4} text-anchor="end">
              {numberText(tick)}
            </text>
          </g>
        ))}
        {gapsOf(
          events.map(({ at }) => Date.parse(at)),
          xs,
        ).map(({ from, to, ms }) => (
          <text key={from} class="gap" x={(from + to) / 2} y={HEIGHT - 8} text-anchor="middle">
            {durationText(ms)}
          </text>
        ))}
        <path class="posted-area" d={areaOf(givens, y(0), end)} />
        <path class="posted-line" d={givens} />
        <path class="target-line" d={targets} />
        <path class="chosen-line" d={`M${x} ${TOP - 26}V${BOTTOM}`} />
        {events.map((event, at) => (
          <EventMark key={`${event.at}${at}`} event={event} x={xs[at] ?? 0} y={y} isChosen={at === chosen} />
        ))}
        {shown !== undefined && (
          <>
            <circle class="chosen-target" cx={x} cy={y(shown.target)} r="4" />
            <circle class="chosen-posted" cx={x} cy={y(shown.confirmed)} r="4" />
            <text class="chosen-time" x={x} y={TOP - 30} text-anchor={anchorOf(x, width)}>
              {shortTimeText(shown.at, platformNow(), zone)}
            </text>
          </>
        )}
      </svg>
    </div>
  );
}

function AheadPart({ x, end }: { readonly x: number; readonly end: number }): JSX.Element {
  return (
    <>
      <rect x={x} y={TOP - 8} width={Math.max(0, end - x)} height={BOTTOM - TOP + 8} fill="url(#ahead)" />
      <text class="gap" x={end - 4} y={TOP} text-anchor="end">
        {say('timeline.ahead')}
      </text>
    </>
  );
}

interface MarkProps {
  readonly event: TimelineEvent;
  readonly x: number;
  readonly y: (points: number) => number;
  readonly isChosen: boolean;
}

/** Deliveries stand above the steps: one that gave points points up, a refund down. Entries stand on the line of what is given. */
function EventMark({ event, x, y, isChosen }: MarkProps): JSX.Element {
  const { kind, delivery, confirmed } = event;
  if (delivery !== null) {
    const isRefund = delivery.points < 0 || delivery.topic?.startsWith('refunds/') === true;
    const shape = isRefund ? 'm-5 -4h10l-5 9z' : delivery.points > 0 ? 'm-5 5h10l-5 -9z' : 'm-4 0l4 -4 4 4 -4 4z';
    return <path class={`arrival ${delivery.severity}${isChosen ? ' chosen' : ''}`} d={`M${x} ${TOP - 14}${shape}`} />;
  }
  const at = y(confirmed);
  return <circle class={`knot-mark ${kind}`} cx={x} cy={at} r={isChosen ? 5 : 3.5} />;
}

/** A text that stands near an edge goes inwards from its place. */
function anchorOf(x: number, width: number): 'start' | 'middle' | 'end' {
  if (x < LABEL / 2) return 'start';
  return x > width - LABEL / 2 ? 'end' : 'middle';
}

function nearest(xs: readonly number[], x: number): number {
  let best = 0;
  for (const [at, place] of xs.entries()) if (Math.abs(place - x) < Math.abs((xs[best] ?? 0) - x)) best = at;
  return best;
}
