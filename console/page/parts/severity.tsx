import type { JSX } from 'preact';
import type { Severity } from '../../api.ts';
import { say } from '../words/say.ts';

/** A circle with a tick, a triangle, a square with a cross: told apart without colour. */
export function SeverityShape({
  severity,
  size = 14,
}: {
  readonly severity: Severity;
  readonly size?: number;
}): JSX.Element {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 14 14" fill="currentColor">
      {severity === 'success' && (
        <path
          fill-rule="evenodd"
          d="M7 1a6 6 0 1 1 0 12A6 6 0 0 1 7 1m2.6 3.8L6.2 8.3 4.5 6.7l-.9.95 2.6 2.5 4.3-4.4z"
        />
      )}
      {severity === 'warning' && (
        <path fill-rule="evenodd" d="M7 1.2 13.5 12.6H.5zM6.35 5.2v3.8h1.3V5.2zm0 4.8v1.3h1.3V10z" />
      )}
      {severity === 'error' && (
        <path
          fill-rule="evenodd"
          d="M1.5 1.5h11v11h-11zM5.3 4.4l-.9.9L6.1 7 4.4 8.7l.9.9L7 7.9l1.7 1.7.9-.9L7.9 7l1.7-1.7-.9-.9L7 6.1z"
        />
      )}
    </svg>
  );
}

/** A severity's shape with words beside it; its own name where there are none. */
export function Mark({ severity, children }: { readonly severity: Severity; readonly children?: string }): JSX.Element {
  return (
    <span class={`mark ${severity}`}>
      <SeverityShape severity={severity} />
      {children !== undefined && <span class="away">{say(`severity.${severity}`)}: </span>}
      <span class="cut">{children ?? say(`severity.${severity}`)}</span>
    </span>
  );
}

export function Badge({ severity, children }: { readonly severity: Severity; readonly children: string }): JSX.Element {
  return (
    <span class={`badge ${severity}`}>
      <SeverityShape severity={severity} size={12} />
      {children}
    </span>
  );
}
