import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { say } from '../words/say.ts';
import { Icon } from './icons.tsx';

/** Personal data is masked until somebody asks for it; then it is shown in every view, until they mask it or load the page anew. */
export const isRevealed = signal(false);

/** As a value of a query. */
export function revealing(): string {
  return isRevealed.value ? '1' : '';
}

export function Reveal(): JSX.Element {
  return (
    <button
      type="button"
      class="button plain"
      aria-pressed={isRevealed.value}
      onClick={() => {
        isRevealed.value = !isRevealed.value;
      }}
    >
      <Icon name="eye" />
      {say(isRevealed.value ? 'reveal.mask' : 'reveal.show')}
    </button>
  );
}

/** Stands above every view while personal data is shown. */
export function RevealedSign(): JSX.Element | null {
  if (!isRevealed.value) return null;
  return (
    <div class="banner" role="status">
      <span>{say('reveal.isOn')}</span>
      <Reveal />
    </div>
  );
}
