import type { JSX } from 'preact';
import type { LogLine } from '../../api.ts';
import { Mark } from '../parts/severity.tsx';
import { say } from '../words/say.ts';

const severities = { info: 'success', warn: 'warning', error: 'error' } as const;

/** What functions wrote, as they wrote it. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }): JSX.Element {
  if (lines.length === 0) return <p class="dim">{say('delivery.noLog')}</p>;
  return (
    <ol class="log">
      {lines.map((line, at) => (
        <li key={at}>
          <Mark severity={severities[line.level]}>{line.function}</Mark>
          <code>{line.line}</code>
        </li>
      ))}
    </ol>
  );
}
