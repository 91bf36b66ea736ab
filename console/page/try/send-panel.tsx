import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Fixture, Fixtures, SendAsk, Sent } from '../../api-try.ts';
import { knownPlace } from '../about.ts';
import type { Trouble } from '../ask.ts';
import { post } from '../ask.ts';
import { Icon } from '../parts/icons.tsx';
import { platformNames } from '../parts/platform-names.ts';
import { Complaint, Empty, Shown } from '../parts/states.tsx';
import { useAsked } from '../use-asked.ts';
import { count, say } from '../words/say.ts';
import { SentRows } from './sent-rows.tsx';

/** Plays a recorded or made-up delivery, with fields of one's own. */
export function SendPanel(): JSX.Element {
  const { asked, again } = useAsked<Fixtures>('/api/fixtures');
  return (
    <section class="panel" aria-labelledby="send-title">
      <header>
        <h2 id="send-title">{say('send.title')}</h2>
      </header>
      <Shown asked={asked} again={again} lines={7}>
        {({ fixtures }) =>
          fixtures.length === 0 ? <Empty title={say('send.none')} /> : <SendForm fixtures={fixtures} />
        }
      </Shown>
    </section>
  );
}

function SendForm({ fixtures }: Fixtures): JSX.Element {
  const [name, setName] = useState(
    fixtures.find(({ name: one }) => one === 'orders-paid')?.name ?? fixtures[0]?.name ?? '',
  );
  const [store, setStore] = useState('');
  const [overrides, setOverrides] = useState<Readonly<Record<string, string>>>({});
  const [isSending, setIsSending] = useState(false);
  const [came, setCame] = useState<Sent | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const fixture = fixtures.find((one) => one.name === name);
  if (fixture === undefined) return <Empty title={say('send.none')} />;
  const choose = (chosen: string) => {
    setName(chosen);
    setStore('');
    setOverrides({});
  };
  const send = async (event: Event) => {
    event.preventDefault();
    setIsSending(true);
    const body: SendAsk = {
      fixture: name,
      ...(store !== '' && { store }),
      ...(Object.keys(overrides).length > 0 && { overrides }),
    };
    const answer = await post<Sent>('/api/send', body);
    setIsSending(false);
    setTrouble(answer.kind === 'failed' ? answer.trouble : null);
    if (answer.kind === 'ready') setCame(answer.value);
  };
  const stores = (knownPlace()?.stores ?? []).filter(({ platform }) => platform === fixture.platform);
  return (
    <form class="inside stack wide" onSubmit={send}>
      <div class="fields">
        <label class="field wide">
          <span>{say('send.fixture')}</span>
          <select class="input" value={name} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            {(['shopify', 'woocommerce'] as const).map((platform) => (
              <optgroup key={platform} label={platformNames[platform]}>
                {fixtures
                  .filter((one) => one.platform === platform)
                  .map((one) => (
                    <option key={one.name} value={one.name}>
                      {one.name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </label>
        <label class="field">
          <span>{say('column.store')}</span>
          <select
            class="input"
            value={store === '' ? fixture.store : store}
            onChange={({ currentTarget }) => setStore(currentTarget.value)}
          >
            {stores.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Overrides fixture={fixture} overrides={overrides} set={setOverrides} />
      <div class="row">
        <button type="submit" class="button main-act" disabled={isSending}>
          <Icon name="play" />
          {say('send.send')}
        </button>
        <span class="small dim">
          {fixture.topic} ·{' '}
          {Object.keys(overrides).length > 0
            ? count('send.overridden', Object.keys(overrides).length)
            : say('send.asIs')}
        </span>
      </div>
      {trouble !== null && <Complaint trouble={trouble} />}
      {came !== null && <SentRows sent={came} />}
    </form>
  );
}

interface OverridesProps {
  readonly fixture: Fixture;
  readonly overrides: Readonly<Record<string, string>>;
  readonly set: (overrides: Readonly<Record<string, string>>) => void;
}

/** A field that is left as it was is not sent. */
function Overrides({ fixture: { fields }, overrides, set }: OverridesProps): JSX.Element | null {
  if (fields.length === 0) return null;
  const change = (path: string, value: string, was: string) => {
    const { [path]: _, ...others } = overrides;
    set(value === was ? others : { ...others, [path]: value });
  };
  return (
    <fieldset class="overrides">
      <legend class="small dim">{say('send.overrides')}</legend>
      {fields.map(({ path, kind, value }) => (
        <label key={path} class="override">
          <code class="cut" title={path}>
            {path}
          </code>
          <input
            class={path in overrides ? 'input set' : 'input'}
            value={overrides[path] ?? value}
            inputMode={kind === 'number' ? 'decimal' : 'text'}
            spellcheck={false}
            onInput={({ currentTarget }) => change(path, currentTarget.value, value)}
          />
        </label>
      ))}
    </fieldset>
  );
}
