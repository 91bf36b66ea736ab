import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Promotions, Runs } from '../../api.ts';
import { knownPlace } from '../about.ts';
import { useChanges } from '../live.ts';
import { lazyDialog } from '../parts/lazy.tsx';
import { SeverityShape } from '../parts/severity.tsx';
import { Empty, Shown } from '../parts/states.tsx';
import { Time } from '../parts/values.tsx';
import { useAsked } from '../use-asked.ts';
import { learn, numberText, say } from '../words/say.ts';

await learn('promotions');

const RunDialog = lazyDialog(async () => (await import('./run-dialog.tsx')).RunDialog);
const ReportDialog = lazyDialog(async () => (await import('./report-dialog.tsx')).ReportDialog);

type Promotion = Promotions['promotions'][number];
type Run = Promotion['runs'][number];

const EVERY_MS = 1_000;
const FEW_RUNS = 20;
/** As many as are kept of a promotion. */
const MAX_RUNS = 100;

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
  const { promotion: id, store, schedule, scheduleInWords, timeZone, next, runs } = promotion;
  const [most, setMost] = useState(0);
  return (
    <section class="panel" aria-label={id}>
      <header>
        <h2>{id}</h2>
        <span class="small dim">
          {store}
          {scheduleInWords !== null && ` · ${scheduleInWords}`} · <code>{schedule}</code> {timeZone}
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
      ) : most === 0 ? (
        <RunList promotion={promotion} runs={runs} />
      ) : (
        <ManyRuns promotion={promotion} most={most} older={() => setMost(MAX_RUNS)} />
      )}
      {most === 0 && promotion.hasOlderRuns && <Older show={() => setMost(FEW_RUNS)} />}
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

interface ManyProps {
  readonly promotion: Promotion;
  readonly most: number;
  readonly older: () => void;
}

/** Asked for anew with each change of its promotion. */
function ManyRuns({ promotion, most, older }: ManyProps): JSX.Element {
  const path = `/api/promotions/${encodeURIComponent(promotion.promotion)}/runs?limit=${most}`;
  const { asked, again } = useAsked<Runs>(path);
  useEffect(again, [promotion]);
  return (
    <Shown asked={asked} again={again} lines={6}>
      {({ runs, next }) => (
        <>
          <RunList promotion={promotion} runs={runs} />
          {next !== null && most < MAX_RUNS && <Older show={older} />}
        </>
      )}
    </Shown>
  );
}

function Older({ show }: { readonly show: () => void }): JSX.Element {
  return (
    <p class="list-foot">
      <button type="button" class="button" onClick={show}>
        {say('run.older')}
      </button>
    </p>
  );
}

function RunList({ promotion, runs }: { readonly promotion: Promotion; readonly runs: readonly Run[] }): JSX.Element {
  return (
    <ul class="runs">
      {runs.map((run) => (
        <RunRow key={run.occurrence} promotion={promotion.promotion} of={run} zone={promotion.timeZone} />
      ))}
    </ul>
  );
}

interface RunProps {
  readonly promotion: string;
  readonly of: Run;
  readonly zone: string;
}

function RunRow({ promotion, of: run, zone }: RunProps): JSX.Element {
  const [isReading, setIsReading] = useState(false);
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
        <Time at={scheduledAt(occurrence)} precision="minute" zone={zone} />
        <p class="small dim mono">{occurrence}</p>
        <p class="small dim">
          {say('run.firedAt')} <Time at={firedAt} precision="minute" zone={zone} />
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
              {parts.map(([what, n]) => `${say(`run.${what}`)}: ${numberText(n)}`).join(' · ')}
              {doneAt !== null && (
                <>
                  {' · '}
                  <Time at={doneAt} zone={zone} />
                </>
              )}
            </p>
          </>
        )}
        {report !== null && (
          <button type="button" class="button plain" onClick={() => setIsReading(true)}>
            {say('run.report')}…
          </button>
        )}
        {isReading && <ReportDialog promotion={promotion} run={occurrence} close={() => setIsReading(false)} />}
      </span>
    </li>
  );
}

/** `20261224T120000Z` is how a run's time is written. */
function scheduledAt(occurrence: string): string {
  return occurrence.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)/, '$1-$2-$3T$4:$5:');
}
