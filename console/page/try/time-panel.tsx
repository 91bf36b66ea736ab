import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Clock } from '../../api.ts';
import type { ClockAsk, Swept } from '../../api-try.ts';
import { clock, tellClock } from '../about.ts';
import { post, type Trouble } from '../ask.ts';
import { notify } from '../parts/notice.tsx';
import { Complaint } from '../parts/states.tsx';
import { durationText } from '../parts/values.tsx';
import { count, say } from '../words/say.ts';

const MINUTE = 60_000;
const jumps = [5 * MINUTE, 60 * MINUTE, 24 * 60 * MINUTE, 7 * 24 * 60 * MINUTE, 30 * 24 * 60 * MINUTE];

/** Moves the platform's clock ahead, and sweeps now. */
export function TimePanel(): JSX.Element {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const ahead = clock.value?.told.aheadMs ?? 0;
  const move = async (byMs: number) => {
    setIsBusy(true);
    const asked: ClockAsk = { byMs };
    const answer = await post<Clock>('/api/clock', asked);
    setIsBusy(false);
    setTrouble(answer.kind === 'failed' ? answer.trouble : null);
    if (answer.kind === 'ready') tellClock(answer.value);
  };
  const sweep = async () => {
    setIsBusy(true);
    const answer = await post<Swept>('/api/sweep', {});
    setIsBusy(false);
    setTrouble(answer.kind === 'failed' ? answer.trouble : null);
    if (answer.kind === 'ready') {
      tellClock(answer.value.clock);
      notify({ severity: answer.value.severity, text: count('sweep.queued', answer.value.queued) });
    }
  };
  return (
    <section class="panel" aria-labelledby="time-title">
      <header>
        <h2 id="time-title">{say('time.title')}</h2>
        <span class="small dim end">
          {ahead > 0 ? say('shell.ahead', { by: durationText(ahead) }) : say('time.onTime')}
        </span>
      </header>
      <div class="inside stack wide">
        <p class="dim small">{say('time.what')}</p>
        <div class="row">
          {jumps.map((ms) => (
            <button key={ms} type="button" class="button" disabled={isBusy} onClick={() => move(ms)}>
              +{durationText(ms)}
            </button>
          ))}
          <button type="button" class="button" disabled={isBusy} onClick={sweep}>
            {say('sweep.now')}
          </button>
        </div>
        {trouble !== null && <Complaint trouble={trouble} />}
      </div>
    </section>
  );
}
