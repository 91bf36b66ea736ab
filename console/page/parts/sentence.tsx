import type { JSX } from 'preact';

/** A sentence of the server's, with names of code in it told apart. */
export function Sentence({ text, class: name }: { readonly text: string; readonly class?: string }): JSX.Element {
  return (
    <p class={name === undefined ? 'sentence' : `sentence ${name}`}>
      {text.split('`').map((part, at) => (at % 2 === 1 ? <code key={at}>{part}</code> : part))}
    </p>
  );
}
