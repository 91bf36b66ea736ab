import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ParkedAsk, ParkedResult, ParkedResults } from '../../api-work.ts';
import { type Answer, post } from '../ask.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Sentence } from '../parts/sentence.tsx';
import { Mark } from '../parts/severity.tsx';
import { Complaint, Loading } from '../parts/states.tsx';
import { count, named, numberText, say } from '../words/say.ts';

export type Way = 'redrive' | 'dismiss';

interface Props {
  readonly way: Way;
  /** Null: all. */
  readonly ids: readonly string[] | null;
  readonly close: () => void;
}

/** As many as the server takes at once. */
const MAX_IDS = 500;

/**
 * A dry run first; then, if a person agrees, the same in earnest, of what the dry run showed. What needs checking goes only where
 * a person confirms that, once for all of it.
 */
export function ParkedDialog({ way, ids, close }: Props): JSX.Element {
  const [foreseen, setForeseen] = useState<Answer<ParkedResults> | null>(null);
  const [done, setDone] = useState<Answer<ParkedResults> | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  useEffect(() => {
    const dry = ids === null ? ask(way, { all: true, dryRun: true }) : run(way, ids, true);
    void dry.then(setForeseen);
  }, []);
  const results = foreseen?.kind === 'ready' ? foreseen.value.results : [];
  const going = results
    .filter((one) => (isUnchecked(way, one) ? isChecked : one.result !== 'leftParked'))
    .map(({ id }) => id);
  const act = async () => {
    setIsBusy(true);
    setDone(await run(way, going, false));
    setIsBusy(false);
  };
  const answer = done ?? foreseen;
  const isDone = done?.kind === 'ready';
  return (
    <Dialog
      title={say(`parked.${way}`)}
      close={close}
      foot={
        isDone ? (
          <button type="button" class="button main-act" onClick={close}>
            {say('dialog.done')}
          </button>
        ) : (
          <>
            <button type="button" class="button" onClick={close}>
              {say('dialog.cancel')}
            </button>
            <button type="button" class="button main-act" disabled={going.length === 0 || isBusy} onClick={act}>
              {going.length === 0
                ? say('parked.nothingGoes')
                : count(way === 'redrive' ? 'parked.doRedrive' : 'parked.doDismiss', going.length)}
            </button>
          </>
        )
      }
    >
      <p class="dim">{say(done === null ? `parked.${way}What` : 'parked.came')}</p>
      {answer === null && <Loading lines={3} />}
      {answer?.kind === 'failed' && <Complaint trouble={answer.trouble} />}
      {answer?.kind === 'ready' && (
        <Results of={answer.value} way={isDone ? null : way} check={{ isChecked, setIsChecked }} />
      )}
    </Dialog>
  );
}

/** A used key counts as applied: somebody has to have looked. */
function isUnchecked(way: Way | null, { reason }: ParkedResult): boolean {
  return way === 'redrive' && reason === 'needsChecking';
}

async function ask(way: Way, asked: ParkedAsk): Promise<Answer<ParkedResults>> {
  return await post<ParkedResults>(`/api/parked/${way}`, asked);
}

/** Of more than the server takes at once, too. What came of those before a failure is in the list anew. */
async function run(way: Way, ids: readonly string[], dryRun: boolean): Promise<Answer<ParkedResults>> {
  const results: ParkedResult[] = [];
  const unknown: string[] = [];
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    const some = ids.slice(at, at + MAX_IDS);
    const answer = await ask(way, { ids: some, dryRun });
    if (answer.kind === 'failed') return answer;
    results.push(...answer.value.results);
    unknown.push(...answer.value.unknown);
  }
  return { kind: 'ready', value: { results, unknown } };
}

const severities = {
  wouldRedrive: 'success',
  redriven: 'success',
  wouldDismiss: 'success',
  dismissed: 'success',
  parkedNoLonger: 'warning',
  leftParked: 'warning',
} as const satisfies Record<ParkedResult['result'], string>;

interface ResultsProps {
  readonly of: ParkedResults;
  /** Null where it is done. */
  readonly way: Way | null;
  readonly check: { readonly isChecked: boolean; readonly setIsChecked: (isChecked: boolean) => void };
}

function Results({ of: { results, unknown }, way, check: { isChecked, setIsChecked } }: ResultsProps): JSX.Element {
  const toCheck = results.filter((one) => isUnchecked(way, one));
  const others = Map.groupBy(
    results.filter((one) => !toCheck.includes(one)),
    ({ reason, result, because }) => `${reason} ${result} ${because}`,
  );
  return (
    <ul class="results">
      {toCheck.length > 0 && (
        <li>
          <Mark severity="warning">{named('reason', 'needsChecking')}</Mark>
          <p>{say('parked.checkingMeans')}</p>
          <Ids ids={toCheck.map(({ id }) => id)} />
          <label class="check">
            <input
              type="checkbox"
              checked={isChecked}
              onChange={({ currentTarget }) => setIsChecked(currentTarget.checked)}
            />
            {count('parked.looked', toCheck.length)}
          </label>
        </li>
      )}
      {[...others].map(([key, some]) => (
        <Group key={key} of={some} />
      ))}
      {unknown.length > 0 && (
        <li>
          <Mark severity="warning">{say('result.unknown')}</Mark>
          <Ids ids={unknown} />
        </li>
      )}
    </ul>
  );
}

/** All with the same reason and result. */
function Group({ of: some }: { readonly of: readonly ParkedResult[] }): JSX.Element | null {
  const [first] = some;
  if (first === undefined) return null;
  const { result, reason, because } = first;
  return (
    <li>
      <Mark severity={severities[result]}>{say(`result.${result}`)}</Mark>
      <span class="dim">{named('reason', reason)}</span>
      {because !== undefined && <Sentence text={`${because}.`} />}
      <Ids ids={some.map(({ id }) => id)} />
    </li>
  );
}

const FEW = 5;
const MOST = 200;

function Ids({ ids }: { readonly ids: readonly string[] }): JSX.Element {
  const shown = ids.slice(0, MOST);
  const list = (
    <span class="row">
      {shown.map((id) => (
        <code key={id}>{id}</code>
      ))}
      {ids.length > MOST && <span class="dim">{say('parked.and', { n: numberText(ids.length - MOST) })}</span>}
    </span>
  );
  if (ids.length <= FEW) return list;
  return (
    <details>
      <summary>{count('work.things', ids.length)}</summary>
      {list}
    </details>
  );
}
