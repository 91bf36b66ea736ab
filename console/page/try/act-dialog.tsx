import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PossibleAct } from '../../api.ts';
import type { ActPreview, Sent } from '../../api-try.ts';
import { type Answer, post } from '../ask.ts';
import { Dialog } from '../parts/dialog.tsx';
import { JsonText } from '../parts/json-text.tsx';
import { Complaint, Loading } from '../parts/states.tsx';
import { amountText, numberText, say } from '../words/say.ts';
import { ActFields, type Filled, wanted } from './act-fields.tsx';
import { tellSent } from './tell-sent.ts';

interface Props {
  readonly store: string;
  readonly order: string;
  readonly act: PossibleAct;
  readonly close: () => void;
}

const SLOWLY_MS = 300;

/** Fills in an act, shows the bodies that the platform would send, and sends them. */
export function ActDialog({ store, order, act, close }: Props): JSX.Element {
  const [filled, setFilled] = useState<Filled>(() => firstFilled(act));
  const [preview, setPreview] = useState<Answer<ActPreview> | null>(null);
  const [isSending, setIsSending] = useState(false);
  const ask = (isPreview: boolean) => ({ store, order, act: act.act, preview: isPreview, ...filled });
  const asked = JSON.stringify(filled);
  const lacking = wanted(act, filled);
  useEffect(() => {
    let isOld = false;
    if (lacking !== null) return setPreview(null);
    const timer = setTimeout(async () => {
      const answer = await post<ActPreview>('/api/act', ask(true));
      if (!isOld) setPreview(answer);
    }, SLOWLY_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [asked]);
  const send = async () => {
    setIsSending(true);
    const answer = await post<Sent>('/api/act', ask(false));
    tellSent(answer);
    setIsSending(false);
    if (answer.kind === 'ready') close();
  };
  return (
    <Dialog
      title={say(`act.${act.act}`)}
      close={close}
      foot={
        <>
          {preview?.kind === 'ready' && (
            <span class="would">
              {say('acts.target')} <strong>{numberText(preview.value.target.now)}</strong> →{' '}
              <strong>{numberText(preview.value.target.after)}</strong>
            </span>
          )}
          <button type="button" class="button" onClick={close}>
            {say(act.act === 'cancel' ? 'acts.keep' : 'dialog.cancel')}
          </button>
          <button
            type="button"
            class="button main-act"
            disabled={isSending || lacking !== null || preview?.kind !== 'ready'}
            onClick={send}
          >
            {say(`act.${act.act}`)}
          </button>
        </>
      }
    >
      <p class="dim">{say(`act.${act.act}Hint`)}</p>
      <ActFields act={act} filled={filled} fill={setFilled} />
      {lacking !== null && <p class="text-warning">{lacking}</p>}
      {preview === null && lacking === null && <Loading lines={3} />}
      {preview?.kind === 'failed' && <Complaint trouble={preview.trouble} />}
      {preview?.kind === 'ready' && <Steps preview={preview.value} />}
    </Dialog>
  );
}

function Steps({ preview: { steps } }: { readonly preview: ActPreview }): JSX.Element {
  return (
    <div class="stack">
      <h3>{say('acts.bodies')}</h3>
      {steps.map(({ topic, body }, at) => (
        <details key={at} open={steps.length === 1}>
          <summary class="mono">
            {at + 1}. {topic}
          </summary>
          <JsonText text={body} label={topic} />
        </details>
      ))}
    </div>
  );
}

/** One unit of the first line goes back, in exchange for something dearer. */
function firstFilled({ act, lines, mostAmount }: PossibleAct): Filled {
  const [line] = lines;
  if (act === 'partialRefund') {
    return line === undefined
      ? { ...(mostAmount !== null && { amount: amountText(mostAmount) }) }
      : { lines: [{ id: line.id, units: 1 }] };
  }
  if (act !== 'exchange' || line === undefined) return {};
  return { line: line.id, units: 1, newTitle: say('acts.newTitle'), newPrice: amountText(line.unitPrice) };
}
