import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Bucket, Numbers, Span } from '../../api.ts';
import { listZone } from '../about.ts';
import { query } from '../ask.ts';
import { useChanges } from '../live.ts';
import { Choice } from '../parts/choice.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { Shown } from '../parts/states.tsx';
import { durationText, pointsText, shortTimeText, timeText, Zone } from '../parts/values.tsx';
import { address, goTo, withQuery } from '../router.ts';
import { useAsked } from '../use-asked.ts';
import { learn, numberText, say } from '../words/say.ts';
import { BarChart, type Series } from './bar-chart.tsx';

await learn('numbers');

const spans = ['hour', 'day', 'month'] as const satisfies readonly Span[];
const EVERY_MS = 30_000;

/** Points, deliveries and the points API over an hour, a day or a month. */
export function NumbersView(): JSX.Element {
  const wanted = address.value.searchParams.get('span');
  const span = spans.find((one) => one === wanted) ?? 'day';
  const { asked, again } = useAsked<Numbers>(query('/api/numbers', { span }));
  useChanges(again);
  useEffect(() => {
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <div class="view">
      <header>
        <h1>{say('numbers.title')}</h1>
        <Zone of={listZone()} />
        <div class="end">
          <Choice
            label={say('numbers.span')}
            value={span}
            choose={(value) => goTo(withQuery({ span: value }), 'replace')}
            options={spans.map((value) => ({ value, text: say(`span.${value}`) }))}
          />
        </div>
      </header>
      <Shown asked={asked} again={again} lines={8}>
        {(numbers) => <Charts of={numbers} />}
      </Shown>
    </div>
  );
}

function Charts({ of: { buckets, totals, peak, bucketMs, source, missing } }: { readonly of: Numbers }): JSX.Element {
  const at = (bucket: Bucket) => `${timeText(bucket.at, 'minute')} · ${durationText(bucketMs)}`;
  const ends = [
    shortTimeText(buckets[0]?.at ?? '1970-01-01T00:00:00Z', 0),
    shortTimeText(buckets.at(-1)?.at ?? '1970-01-01T00:00:00Z', 0),
  ] as const;
  const { outcomes, attempts, deliveries } = totals;
  return (
    <>
      <div class="grid numbers">
        <Card
          title={say('numbers.points')}
          figures={[
            [say('numbers.given'), figureText(totals.given), 'given'],
            [say('numbers.takenBack'), figureText(totals.takenBack === null ? null : -totals.takenBack), 'taken'],
          ]}
        >
          <BarChart
            label={say('numbers.points')}
            buckets={buckets}
            ends={ends}
            series={points}
            reading={(bucket) =>
              `${at(bucket)}: ${pointsText(bucket.given ?? 0)}, ${pointsText(-(bucket.takenBack ?? 0))}`
            }
          />
        </Card>
        <Card
          title={say(attempts === null ? 'numbers.mixed' : 'numbers.deliveries')}
          figures={[
            ...(['success', 'warning', 'error'] as const).map(
              (severity) => [say(`severity.${severity}`), numberText(outcomes[severity]), severity] as const,
            ),
            attempts === null
              ? [say('numbers.received'), numberText(deliveries), 'none']
              : [say('numbers.attempts'), numberText(attempts), 'none', say('numbers.attemptsHint')],
          ]}
        >
          <BarChart
            label={say('numbers.deliveries')}
            buckets={buckets}
            ends={ends}
            series={severities}
            reading={(bucket) =>
              `${at(bucket)}: ${(['success', 'warning', 'error'] as const).map((one) => `${numberText(bucket.outcomes[one])} ${say(`severity.${one}`)}`).join(', ')}`
            }
          />
        </Card>
        <Card
          title={say('numbers.calls')}
          figures={[
            [say('numbers.callCount'), numberText(totals.calls), 'calls'],
            [say('numbers.peak', { span: durationText(peak.overMs) }), numberText(peak.calls), 'none'],
          ]}
        >
          <BarChart
            label={say('numbers.calls')}
            buckets={buckets}
            ends={ends}
            series={calls}
            reading={(bucket) => `${at(bucket)}: ${numberText(bucket.calls)}`}
          />
        </Card>
        <Card
          title={say('numbers.latency')}
          figures={
            totals.latencyMs === null
              ? [[say('numbers.median'), '—', 'none']]
              : [
                  [say('numbers.median'), durationText(totals.latencyMs.median), 'median'],
                  ['p95', durationText(totals.latencyMs.p95), 'p95'],
                  [say('numbers.longest'), durationText(totals.latencyMs.longest), 'none'],
                ]
          }
        >
          <BarChart
            label={say('numbers.latency')}
            buckets={buckets}
            ends={ends}
            series={latency}
            isOverlaid
            tickText={durationText}
            reading={(bucket) =>
              bucket.latencyMs === null
                ? `${at(bucket)}: —`
                : `${at(bucket)}: ${durationText(bucket.latencyMs.median)}, p95 ${durationText(bucket.latencyMs.p95)}`
            }
          />
        </Card>
      </div>
      <p class="small dim">{[source, ...missing].join(' ').replace(INSTANT, (at) => timeText(at, 'minute'))}</p>
    </>
  );
}

/** In a sentence of the server's. */
const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

const points: readonly Series[] = [
  { name: 'given', of: ({ given }) => given ?? 0 },
  { name: 'taken', of: ({ takenBack }) => -(takenBack ?? 0) },
];
const severities: readonly Series[] = (['success', 'warning', 'error'] as const).map((name) => ({
  name,
  of: ({ outcomes }) => outcomes[name],
}));
const calls: readonly Series[] = [{ name: 'calls', of: (bucket) => bucket.calls }];
const latency: readonly Series[] = [
  { name: 'p95', of: ({ latencyMs }) => latencyMs?.p95 ?? 0 },
  { name: 'median', of: ({ latencyMs }) => latencyMs?.median ?? 0 },
];

/** Null where nobody counts. */
function figureText(points: number | null): string {
  if (points === null) return '—';
  return points === 0 ? '0' : pointsText(points);
}

interface CardProps {
  readonly title: string;
  readonly figures: readonly (readonly [label: string, value: string, kind: string, hint?: string])[];
  readonly children: JSX.Element;
}

function Card({ title, figures, children }: CardProps): JSX.Element {
  return (
    <section class="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
      </header>
      <div class="inside stack wide">
        <div class="row card-figures">
          {figures.map(([label, value, kind, hint]) => (
            <div key={label} class="figure" title={hint}>
              <span class="small dim row">
                {kind === 'success' || kind === 'warning' || kind === 'error' ? (
                  <span class={`mark ${kind}`}>
                    <SeverityShape severity={kind} size={11} />
                  </span>
                ) : (
                  kind !== 'none' && <i class={`block ${kind}`} />
                )}
                {label}
              </span>
              <strong>{value}</strong>
            </div>
          ))}
        </div>
        {children}
      </div>
    </section>
  );
}
