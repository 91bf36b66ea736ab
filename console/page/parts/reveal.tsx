import type { JSX } from 'preact';
import { say } from '../words/say.ts';
import { Icon } from './icons.tsx';

/** Personal data is masked until somebody asks for it. */
export function Reveal({
  isRevealed,
  set,
}: {
  readonly isRevealed: boolean;
  readonly set: (isRevealed: boolean) => void;
}): JSX.Element {
  return (
    <button type="button" class="button plain" aria-pressed={isRevealed} onClick={() => set(!isRevealed)}>
      <Icon name="eye" />
      {say(isRevealed ? 'reveal.mask' : 'reveal.show')}
    </button>
  );
}
