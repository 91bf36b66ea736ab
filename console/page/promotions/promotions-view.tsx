import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Promotions } from '../../api.ts';
import { knownPlace } from '../about.ts';
import { useChanges } from '../live.ts';
import { SeverityShape } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { Time } from '../parts/values.tsx';
import { useAsked } from '../use-asked.ts';
import { learn, numberText, say } from '../words/say.ts';
import { RunDialog } from './run-dialog.tsx';

await learn('promotions');

type Promotion = Promotions['promotions'][number];
type Run = Promotion['runs'][number];

const EVERY_MS = 1_000;

/** Promotions, how far their runs came, and a run of one now. */
export function PromotionsView(): JSX.Element {
  const { asked, again } = useAsked<Promotions>('/api/promotions');
  useChanges(again);
  const isUnderWay =
    asked.kind === 'ready' &&
    asked.value.promotions.some(({ runs }) => runs.some(({ isDone, because }) => !isDone && because === null));
  useEffect(() => {
    if (!isUnderWay) return;
    const timer = setInterval(again, EVERY_MS);
    return () => clearInterval(timer);
  }, [isUnderWay, again]);
  return (
    <div class="view">
      <header>
        <h1>{say('promotions.title')}</h1>
      </header>
      <Shown asked={asked} again={again} lines={6}>
        {({ promotions }) =>
          promotions.length === 0 ? (
            <section class="panel">
              <Empty title={say('promotions.none')}>{say('promotions.noneNext')}</Empty>
            </section>
          ) : (
            promotions.map((promotion) => <One key={promotion.promotion} of={promotion} again={again} />)
          )
        }
      </Shown>
    </div>
  );
}

function One({ of: promotion, again }: { readonly of: Promotion; readonly again: () => void }): JSX.Element {
  const [isAsking, setIsAsking] = useState(false);
  const readOnly = knownPlace()?.readOnlyBecause ?? null;
  const { promotion: id, store, schedule, timeZone, next, runs } = promotion;
  return (
    <section class="panel" aria-label={id}>
      <header>
        <h2>{id}</h2>
        <span class="small dim">
          {store} · <code>{schedule}</code>
          {next !== null && (
            <>
              {' '}
              · {say('promotions.next')} <Time at={next} precision="minute" zone={timeZone} />
            </>
          )}
        </span>
        <div class="end row">
          {readOnly !== null && <span class="small dim">{readOnly}</span>}
          <button type="button" class="button" data-item disabled={readOnly !== null} onClick={() => setIsAsking(true)}>
            {say('promotions.run')}…
          </button>
        </div>
      </header>
      {runs.length === 0 ? (
        <Empty title={say('promotions.noRuns')}>{say('promotions.noRunsNext')}</Empty>
      ) : (
        <ul class="runs">
          {runs.map((run) => (
            <RunRow key={run.occurrence} of={run} zone={timeZone} />
          ))}
        </ul>
      )}
      {isAsking && (
        <RunDialog
          promotion={id}
          close={() => {
            setIsAsking(false);
            again();
          }}
        />
      )}
    </section>
  );
}

function RunRow({ of: run, zone }: { readonly of: Run; readonly zone: string }): JSX.Element {
  const { occurrence, firedAt, counts, isDone, doneAt, because, report } = run;
  const came = run.applied + run.alreadyApplied + run.warned + run.parked + run.uncollected;
  const parts = (
    [
      ['applied', run.applied],
      ['alreadyApplied', run.alreadyApplied],
      ['warned', run.warned],
      ['waiting', run.waiting],
      ['parked', run.parked],
      ['uncollected', run.uncollected],
      ['bad', counts?.bad ?? 0],
      ['duplicates', counts?.duplicates ?? 0],
    ] as const
  ).filter(([, n]) => n > 0);
  return (
    <li tabIndex={-1} data-item>
      <span>
        <span class="mono">{occurrence}</span>
        <p class="small dim">
          <Time at={firedAt} zone={zone} />
        </p>
      </span>
      {because !== null ? (
        <span class="mark error">
          <SeverityShape severity="error" />
          {say('run.stopped')}
        </span>
      ) : (
        <span class="progress">
          <progress
            max={Math.max(1, counts?.awards ?? 1)}
            value={counts === null ? 0 : isDone ? Math.max(1, counts.awards) : came}
            aria-label={occurrence}
          />
          {isDone ? (
            <span class="mark success">
              <SeverityShape severity="success" />
              {say('run.done')}
            </span>
          ) : (
            <span class="dim">
              {counts === null ? say('run.reads') : `${Math.floor((came / Math.max(1, counts.awards)) * 100)} %`}
            </span>
          )}
        </span>
      )}
      <span>
        {because !== null ? (
          <span>{because}</span>
        ) : (
          <>
            {counts !== null &&
              say('run.counts', { awards: numberText(counts.awards), points: numberText(counts.points) })}
            <p class="small dim">
              {parts.map(([what, n]) => `${numberText(n)} ${say(`run.${what}`)}`).join(' · ')}
              {doneAt !== null && (
                <>
                  {' · '}
                  <Time at={doneAt} zone={zone} />
                </>
              )}
            </p>
          </>
        )}
        {report !== null && <code class="small">{report}</code>}
      </span>
    </li>
  );
}
