import type { ComponentChildren, JSX } from 'preact';
import type { Faults } from '../../api-try.ts';
import type { AccountRow } from '../../api-work.ts';
import { platformNow } from '../about.ts';
import { post } from '../ask.ts';
import { isLive } from '../live.ts';
import { Icon, type IconName } from '../parts/icons.tsx';
import { notify } from '../parts/notice.tsx';
import { shortTimeText } from '../parts/values.tsx';
import { say } from '../words/say.ts';
import { faults, heldAccounts, tellFaults, useHeld } from './held.ts';

/** What makes every view look otherwise than usual, and where to go for it. */
export function Banners(): JSX.Element {
  useHeld();
  return (
    <>
      {!isLive.value && (
        <Banner icon="replay">
          <span>{say('shell.notLive')}</span>
        </Banner>
      )}
      {faults.value.length > 0 && (
        <Banner icon="try">
          <span>
            {say('banner.faults')}{' '}
            <a href="/try">{faults.value.map(({ fault }) => say(`fault.${fault}`)).join(', ')}</a>
          </span>
          <button type="button" class="button" onClick={heal}>
            {say('faults.heal')}
          </button>
        </Banner>
      )}
      {heldAccounts().map((account) => (
        <Banner key={account.account} icon="clock">
          <span>
            {heldText(account)} <a href="/work">{say('banner.waiting')}</a>
          </span>
        </Banner>
      ))}
    </>
  );
}

function Banner({ icon, children }: { readonly icon: IconName; readonly children: ComponentChildren }): JSX.Element {
  return (
    <div class="banner" role="status">
      <Icon name={icon} />
      {children}
    </div>
  );
}

function heldText({ account, circuit, because, since, until }: AccountRow): string {
  const word = circuit === 'halfOpen' || since === null ? 'banner.held' : 'banner.heldSince';
  return say(word, {
    account,
    because: because === null ? '' : say(`circuit.${because}`),
    since: since === null ? '' : shortTimeText(since, platformNow()),
    until: until === null ? '' : shortTimeText(until, platformNow()),
  });
}

async function heal(): Promise<void> {
  const answer = await post<Faults>('/api/faults', { faults: [] });
  if (answer.kind === 'ready') tellFaults(answer.value);
  else notify({ severity: 'error', text: `${answer.trouble.what} ${answer.trouble.next}` });
}
