import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Fault, Faults } from '../../api-try.ts';
import { post, type Trouble } from '../ask.ts';
import { useEvents } from '../live.ts';
import { Complaint, Shown } from '../parts/states.tsx';
import { useAsked } from '../use-asked.ts';
import { say } from '../words/say.ts';

/** Each as it is when it is turned on. */
const possible: readonly Fault[] = [
  { fault: 'latency', ms: 2_000 },
  { fault: 'tooManyRequests', retryAfterSeconds: 5 },
  { fault: 'serverError' },
  { fault: 'cutBefore' },
  { fault: 'cutAfter' },
  { fault: 'outage' },
];

/** What calls of the BonifiQ sandbox meet. */
export function FaultsPanel(): JSX.Element {
  const { asked, again } = useAsked<Faults>('/api/faults');
  useEvents('faults', again);
  return (
    <section class="panel" aria-labelledby="faults-title">
      <header>
        <h2 id="faults-title">{say('faults.title')}</h2>
      </header>
      <Shown asked={asked} again={again} lines={6}>
        {({ faults }) => <Switches faults={faults} again={again} />}
      </Shown>
    </section>
  );
}

function Switches({ faults, again }: Faults & { readonly again: () => void }): JSX.Element {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const set = async (changed: readonly Fault[]) => {
    const answer = await post<Faults>('/api/faults', { faults: changed });
    setTrouble(answer.kind === 'failed' ? answer.trouble : null);
    again();
  };
  const others = (fault: Fault['fault']) => faults.filter((one) => one.fault !== fault);
  return (
    <div class="inside stack">
      <p class="dim small">{say('faults.what')}</p>
      {possible.map((first) => {
        const on = faults.find(({ fault }) => fault === first.fault);
        const fault = on ?? first;
        return (
          <div key={first.fault} class={on === undefined ? 'switch' : 'switch on'}>
            <label class="check">
              <input
                type="checkbox"
                role="switch"
                aria-checked={on !== undefined}
                checked={on !== undefined}
                onChange={() => set(on === undefined ? [...faults, first] : others(first.fault))}
              />
              <span>
                {say(`fault.${first.fault}`)}
                <span class="small dim">{say(`fault.${first.fault}Hint`)}</span>
              </span>
            </label>
            {fault.fault === 'latency' && (
              <Amount
                label="ms"
                value={fault.ms}
                most={60_000}
                isOn={on !== undefined}
                set={(ms) => set([...others('latency'), { ...fault, ms }])}
              />
            )}
            {fault.fault === 'tooManyRequests' && (
              <Amount
                label="s"
                value={fault.retryAfterSeconds ?? 5}
                most={86_400}
                isOn={on !== undefined}
                set={(retryAfterSeconds) => set([...others('tooManyRequests'), { ...fault, retryAfterSeconds }])}
              />
            )}
            {on?.times !== undefined && <span class="small dim">{say('faults.times', { n: on.times })}</span>}
          </div>
        );
      })}
      {faults.length > 0 && (
        <button type="button" class="button" onClick={() => set([])}>
          {say('faults.heal')}
        </button>
      )}
      {trouble !== null && <Complaint trouble={trouble} />}
    </div>
  );
}

function Amount({
  label,
  value,
  most,
  isOn,
  set,
}: {
  readonly label: string;
  readonly value: number;
  readonly most: number;
  readonly isOn: boolean;
  readonly set: (value: number) => void;
}): JSX.Element {
  return (
    <label class="amount">
      <input
        class="input"
        type="number"
        min={1}
        value={value}
        disabled={!isOn}
        onChange={({ currentTarget }) => {
          const whole = Math.round(currentTarget.valueAsNumber);
          if (whole >= 1) set(Math.min(whole, most));
          else currentTarget.value = String(value);
        }}
      />
      {label}
    </label>
  );
}
