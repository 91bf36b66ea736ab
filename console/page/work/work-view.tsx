import type { JSX } from 'preact';
import { learn, say } from '../words/say.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { LawsStrip } from './laws-strip.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { PendingPanel } from './pending-panel.tsx';

await learn('work');

/** What waits: for a person, or for its time; and whether the laws hold. */
export function WorkView(): JSX.Element {
  return (
    <div class="view">
      <header>
        <h1>{say('work.title')}</h1>
      </header>
      <LawsStrip />
      <ParkedPanel />
      <PendingPanel />
      <AccountsPanel />
    </div>
  );
}
