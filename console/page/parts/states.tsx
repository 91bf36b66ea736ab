import type { ComponentChildren, JSX } from 'preact';
import type { Trouble } from '../ask.ts';
import type { Asked } from '../use-asked.ts';
import { say } from '../words/say.ts';
import { Icon } from './icons.tsx';

/** Nothing is there, and what to do so that something is. */
export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}): JSX.Element {
  return (
    <div class="state">
      <Icon name="empty" size={28} />
      <h2>{title}</h2>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

/** What went wrong, where, and what to do. */
export function Failed({ trouble, again }: { readonly trouble: Trouble; readonly again?: () => void }): JSX.Element {
  return (
    <div class="state failed" role="alert">
      <Icon name="failed" size={28} />
      <h2>{trouble.what}</h2>
      <p>{trouble.next}</p>
      {trouble.where !== '' && <p class="small">{say('state.where', { where: trouble.where })}</p>}
      {again !== undefined && (
        <button type="button" class="button" onClick={again}>
          <Icon name="replay" />
          {say('state.again')}
        </button>
      )}
    </div>
  );
}

/** The same in a line, beside what was done. */
export function Complaint({ trouble }: { readonly trouble: Trouble }): JSX.Element {
  return (
    <p class="complaint" role="alert">
      <Icon name="failed" />
      <span>
        <strong>{trouble.what}</strong> {trouble.next}
        {trouble.where !== '' && <span class="dim"> ({trouble.where})</span>}
      </span>
    </p>
  );
}

const widths = ['62%', '88%', '74%', '55%', '81%', '68%'];

export function Loading({ lines = 4 }: { readonly lines?: number }): JSX.Element {
  return (
    <div class="stack wide inside" aria-busy="true">
      <span class="away" role="status">
        {say('state.loading')}
      </span>
      {Array.from({ length: lines }, (_, at) => (
        <div key={at} class="bone" style={{ width: widths[at % widths.length] ?? '70%' }} />
      ))}
    </div>
  );
}

/** What was asked, in the state that it is in. */
export function Shown<T>({
  asked,
  again,
  lines,
  children,
}: {
  readonly asked: Asked<T>;
  readonly again?: () => void;
  readonly lines?: number;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  if (asked.kind === 'loading') return <Loading {...(lines !== undefined && { lines })} />;
  if (asked.kind === 'failed') return <Failed trouble={asked.trouble} {...(again && { again })} />;
  return <>{children(asked.value)}</>;
}
