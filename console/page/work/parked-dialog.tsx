import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ParkedAsk, ParkedResult, ParkedResults } from '../../api-work.ts';
import { type Answer, post } from '../ask.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Mark } from '../parts/severity.tsx';
import { Complaint, Loading } from '../parts/states.tsx';
import { count, named, say } from '../words/say.ts';

export type Way = 'redrive' | 'dismiss';

interface Props {
  readonly way: Way;
  readonly which: Omit<ParkedAsk, 'dryRun'>;
  readonly close: () => void;
}

/** A dry run first; then, if a person agrees, the same in earnest. */
export function ParkedDialog({ way, which, close }: Props): JSX.Element {
  const [foreseen, setForeseen] = useState<Answer<ParkedResults> | null>(null);
  const [done, setDone] = useState<Answer<ParkedResults> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const run = async (dryRun: boolean) => await post<ParkedResults>(`/api/parked/${way}`, { ...which, dryRun });
  useEffect(() => {
    void run(true).then(setForeseen);
  }, []);
  const act = async () => {
    setIsBusy(true);
    setDone(await run(false));
    setIsBusy(false);
  };
  const going =
    foreseen?.kind === 'ready' ? foreseen.value.results.filter(({ result }) => result !== 'leftParked').length : 0;
  const answer = done ?? foreseen;
  return (
    <Dialog
      title={say(`parked.${way}`)}
      close={close}
      foot={
        done !== null && done.kind === 'ready' ? (
          <button type="button" class="button main-act" onClick={close}>
            {say('dialog.done')}
          </button>
        ) : (
          <>
            <button type="button" class="button" onClick={close}>
              {say('dialog.cancel')}
            </button>
            <button type="button" class="button main-act" disabled={going === 0 || isBusy} onClick={act}>
              {count(way === 'redrive' ? 'parked.doRedrive' : 'parked.doDismiss', going)}
            </button>
          </>
        )
      }
    >
      <p class="dim">{say(done === null ? `parked.${way}What` : 'parked.came')}</p>
      {answer === null && <Loading lines={3} />}
      {answer?.kind === 'failed' && <Complaint trouble={answer.trouble} />}
      {answer?.kind === 'ready' && <Results of={answer.value} />}
    </Dialog>
  );
}

const severities = {
  wouldRedrive: 'success',
  redriven: 'success',
  wouldDismiss: 'success',
  dismissed: 'success',
  parkedNoLonger: 'warning',
  leftParked: 'warning',
} as const satisfies Record<ParkedResult['result'], string>;

function Results({ of: { results, unknown } }: { readonly of: ParkedResults }): JSX.Element {
  return (
    <ul class="results">
      {results.map(({ id, reason, result, because }) => (
        <li key={id}>
          <Mark severity={severities[result]}>{say(`result.${result}`)}</Mark>
          <code>{id}</code>
          <span class="dim">{named('reason', reason)}</span>
          {because !== undefined && <p>{because}</p>}
        </li>
      ))}
      {unknown.map((id) => (
        <li key={id}>
          <Mark severity="warning">{say('result.unknown')}</Mark>
          <code>{id}</code>
        </li>
      ))}
    </ul>
  );
}
