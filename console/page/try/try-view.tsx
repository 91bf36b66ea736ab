import type { JSX } from 'preact';
import { knownPlace } from '../about.ts';
import { Empty } from '../parts/states.tsx';
import { learn, say } from '../words/say.ts';
import { FaultsPanel } from './faults-panel.tsx';
import { SendPanel } from './send-panel.tsx';
import { TimePanel } from './time-panel.tsx';

await learn('try');

/** What can be played on the local platform. */
export function TryView(): JSX.Element {
  const place = knownPlace();
  if (place?.canTry !== true) {
    return (
      <div class="view">
        <Empty title={say('try.notHere')}>{say('try.notHereNext')}</Empty>
      </div>
    );
  }
  return (
    <div class="view">
      <header>
        <h1>{say('try.title')}</h1>
        <span class="small dim">{say('try.what')}</span>
      </header>
      <div class="try-sides">
        <SendPanel />
        <div class="stack wide">
          <TimePanel />
          {place.hasSandbox ? <FaultsPanel /> : <section class="panel inside dim">{say('faults.noSandbox')}</section>}
        </div>
      </div>
    </div>
  );
}
