import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Bucket } from '../../api.ts';
import { scaleOf, ticksOf } from '../orders/steps.ts';
import { numberText } from '../words/say.ts';

export interface Series {
  /** Of a class of style. */
  readonly name: string;
  of(bucket: Bucket): number;
}

interface Props {
  readonly label: string;
  readonly buckets: readonly Bucket[];
  /** What stands under the first and the last. */
  readonly ends: readonly [string, string];
  /** Stacked; what is negative hangs down. */
  readonly series: readonly Series[];
  /** Before one another in place of stacked: the largest first. */
  readonly isOverlaid?: boolean;
  readonly tickText?: (value: number) => string;
  /** A bucket in words. */
  readonly reading: (bucket: Bucket) => string;
}

const HEIGHT = 132;
const TOP = 8;
const BOTTOM = HEIGHT - 8;
const LEFT = 58;

/** Bars over time. A pointer, a finger or the arrow keys read one of them. */
export function BarChart({
  label,
  buckets,
  ends,
  series,
  isOverlaid = false,
  tickText = numberText,
  reading,
}: Props): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(360);
  const [chosen, setChosen] = useState<number | null>(null);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const sums = buckets.flatMap((bucket) => {
    const values = series.map(({ of }) => of(bucket));
    if (isOverlaid) return values;
    return [values.filter((value) => value > 0).reduce(add, 0), values.filter((value) => value < 0).reduce(add, 0)];
  });
  const ticks = ticksOf(sums);
  const y = scaleOf(ticks, BOTTOM, TOP);
  const room = (width - LEFT) / Math.max(1, buckets.length);
  const follow = (event: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    setChosen(Math.max(0, Math.min(buckets.length - 1, Math.floor((event.clientX - left - LEFT) / room))));
  };
  const read = chosen === null ? undefined : buckets[chosen];
  return (
    <div>
      <div
        class="chart bars"
        ref={box}
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={() => setChosen(null)}
      >
        <input
          type="range"
          class="away"
          min={0}
          max={Math.max(0, buckets.length - 1)}
          value={chosen ?? buckets.length - 1}
          aria-label={label}
          aria-valuetext={reading(buckets[chosen ?? buckets.length - 1] as Bucket)}
          onInput={(event) => setChosen(Number(event.currentTarget.value))}
          onBlur={() => setChosen(null)}
        />
        <svg width={width} height={HEIGHT} aria-hidden="true">
          {ticks.map((tick) => (
            <g key={tick}>
              <path class={tick === 0 ? 'grid-line zero' : 'grid-line'} d={`M${LEFT - 6} ${y(tick)}H${width}`} />
              <text class="tick" x={LEFT - 10} y={y(tick) + 4} text-anchor="end">
                {tickText(tick)}
              </text>
            </g>
          ))}
          {buckets.map((bucket, at) => (
            <Bars
              key={bucket.at}
              values={series.map(({ name, of }) => ({ name, value: of(bucket) }))}
              x={LEFT + at * room}
              room={room}
              y={y}
              isOverlaid={isOverlaid}
              isChosen={at === chosen}
            />
          ))}
        </svg>
      </div>
      <p class="bar-reading small dim" aria-live="off">
        {read === undefined ? (
          <>
            <span>{ends[0]}</span>
            <span>{ends[1]}</span>
          </>
        ) : (
          <strong>{reading(read)}</strong>
        )}
      </p>
    </div>
  );
}

interface BarsProps {
  readonly values: readonly { readonly name: string; readonly value: number }[];
  readonly x: number;
  readonly room: number;
  readonly y: (value: number) => number;
  readonly isOverlaid: boolean;
  readonly isChosen: boolean;
}

function Bars({ values, x, room, y, isOverlaid, isChosen }: BarsProps): JSX.Element {
  const gap = room > 6 ? 2 : room > 3 ? 1 : 0;
  let up = 0;
  let down = 0;
  return (
    <g>
      {isChosen && <rect class="chosen-bar" x={x} y={TOP} width={room} height={BOTTOM - TOP} />}
      {values.map(({ name, value }) => {
        const from = isOverlaid ? 0 : value < 0 ? down : up;
        if (value < 0) down += value;
        else up += value;
        const [top, bottom] = [y(Math.max(from, from + value)), y(Math.min(from, from + value))];
        return value === 0 ? null : (
          <rect
            key={name}
            class={`bar ${name}`}
            x={x + gap / 2}
            y={top}
            width={Math.max(1, room - gap)}
            height={Math.max(1, bottom - top)}
          />
        );
      })}
    </g>
  );
}

function add(one: number, other: number): number {
  return one + other;
}
