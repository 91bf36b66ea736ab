import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RunAnswer, RunAsk } from '../../api-work.ts';
import { type Answer, post } from '../ask.ts';
import { Dialog } from '../parts/dialog.tsx';
import { notify } from '../parts/notice.tsx';
import { Complaint } from '../parts/states.tsx';
import { numberText, say } from '../words/say.ts';

type Foreseen = Extract<RunAnswer, { result: 'wouldFire' }>;

/** Says who would get what, and then fires a run. */
export function RunDialog({
  promotion,
  close,
}: {
  readonly promotion: string;
  readonly close: () => void;
}): JSX.Element {
  const [at, setAt] = useState('');
  const [isExtra, setIsExtra] = useState(false);
  const [answer, setAnswer] = useState<Answer<RunAnswer> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (dryRun: boolean) => {
    setIsBusy(true);
    const asked: RunAsk = { dryRun, ...(at !== '' && { at }), ...(isExtra && { extra: true }) };
    const came = await post<RunAnswer>(`/api/promotions/${encodeURIComponent(promotion)}/run`, asked);
    setIsBusy(false);
    setAnswer(came);
    if (came.kind !== 'ready' || came.value.result !== 'fired') return;
    notify({
      severity: 'success',
      text: say(came.value.again ? 'run.firedAgain' : 'run.fired', { run: came.value.occurrence }),
    });
    close();
  };
  const foreseen = answer?.kind === 'ready' && answer.value.result === 'wouldFire' ? answer.value : null;
  const change = (set: () => void) => {
    set();
    setAnswer(null);
  };
  return (
    <Dialog
      title={say('run.title', { promotion })}
      close={close}
      foot={
        <>
          <button type="button" class="button" onClick={close}>
            {say('dialog.cancel')}
          </button>
          <button type="button" class="button" disabled={isBusy} onClick={() => run(true)}>
            {say('run.dryRun')}
          </button>
          <button
            type="button"
            class="button main-act"
            disabled={isBusy || foreseen === null || foreseen.refusal !== null}
            onClick={() => run(false)}
          >
            {say('run.fire')}
          </button>
        </>
      }
    >
      <p class="dim">{say('run.what')}</p>
      <div class="fields">
        <label class="field">
          <span>{say('run.at')}</span>
          <input
            class="input"
            type="datetime-local"
            value={at}
            onInput={({ currentTarget }) => change(() => setAt(currentTarget.value))}
          />
        </label>
        <label class="check">
          <input
            type="checkbox"
            checked={isExtra}
            onChange={({ currentTarget }) => change(() => setIsExtra(currentTarget.checked))}
          />
          {say('run.extra')}
        </label>
      </div>
      {answer?.kind === 'failed' && <Complaint trouble={answer.trouble} />}
      {foreseen !== null && <WouldFire of={foreseen} />}
    </Dialog>
  );
}

function WouldFire({ of: { occurrence, sum, refusal, rows } }: { readonly of: Foreseen }): JSX.Element {
  return (
    <div class="stack">
      {refusal !== null && <p class="complaint">{refusal}</p>}
      <p>
        <strong>{say('run.counts', { awards: numberText(sum.award), points: numberText(sum.points) })}</strong>{' '}
        <span class="dim">
          <code>{occurrence}</code> · {say('run.bad')}: {numberText(sum.bad)} · {say('run.duplicates')}:{' '}
          {numberText(sum.duplicate)}
        </span>
      </p>
      <ol class="results">
        {rows.map((row) => (
          <li key={row.kind === 'award' ? row.award.line : row.line}>
            {row.kind === 'award' ? (
              <>
                <span>{row.award.customer}</span>
                <strong>{say('run.gets', { points: numberText(row.award.points) })}</strong>
              </>
            ) : (
              <span class="dim">
                {say('run.line', { n: row.line })}:{' '}
                {row.kind === 'bad' ? <span>{row.because}</span> : say(`run.${row.kind}`)}
              </span>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
