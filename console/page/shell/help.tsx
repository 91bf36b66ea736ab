import type { JSX } from 'preact';
import type { About } from '../../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { say, type Word } from '../words/say.ts';
import { PlatformClock } from './platform-clock.tsx';
import { Preferences } from './preferences.tsx';
import { views } from './views.ts';

const keys: readonly (readonly [keys: readonly string[], word: Word])[] = [
  [['j', 'k'], 'help.move'],
  [['Enter'], 'help.open'],
  [['Esc'], 'help.close'],
  [['/'], 'help.search'],
  [['Ctrl', 'K'], 'help.finder'],
  [['?'], 'help.help'],
];

/** The keys, and what a narrow screen has no other room for. */
export function Help({ place, close }: { readonly place: About; readonly close: () => void }): JSX.Element {
  return (
    <Dialog title={say('help.title')} close={close}>
      <dl class="facts keys">
        {keys.map(([names, word]) => (
          <Row key={word} names={names} text={say(word)} />
        ))}
        {views
          .filter(({ isThere }) => isThere(place))
          .map(({ name, key, title }) => (
            <Row key={name} names={['g', key]} text={say('help.goTo', { view: say(title) })} />
          ))}
      </dl>
      <div class="in-top stack">
        <PlatformClock />
        <Preferences />
      </div>
      <p class="small dim">
        {say('help.version', { version: place.version })} {say('help.docs')} <code>docs/console.md</code>
      </p>
    </Dialog>
  );
}

function Row({ names, text }: { readonly names: readonly string[]; readonly text: string }): JSX.Element {
  return (
    <>
      <dt class="row">
        {names.map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  );
}
