import type { JSX } from 'preact';
import { listZone } from '../about.ts';
import { isRevealed, Reveal } from '../parts/reveal.tsx';
import { Zone } from '../parts/values.tsx';
import { heldAccounts } from '../shell/held.ts';
import { learn, say } from '../words/say.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { LawsStrip } from './laws-strip.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { PendingPanel } from './pending-panel.tsx';

await learn('work');

/** What waits: for a person, or for its time; and whether the laws hold. An account that is not called comes first. */
export function WorkView(): JSX.Element {
  const isHeld = heldAccounts().length > 0;
  return (
    <div class="view">
      <header>
        <h1>{say('work.title')}</h1>
        <Zone of={listZone()} />
        <div class="end">
          <Reveal />
        </div>
      </header>
      <LawsStrip />
      {isHeld && <AccountsPanel />}
      <ParkedPanel isRevealed={isRevealed.value} />
      <PendingPanel isRevealed={isRevealed.value} />
      {!isHeld && <AccountsPanel />}
    </div>
  );
}
