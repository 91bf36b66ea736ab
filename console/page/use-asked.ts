import { useCallback, useEffect, useState } from 'preact/hooks';
import { ask, type Trouble } from './ask.ts';

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'ready'; readonly value: T };

export interface UseAsked<T> {
  readonly asked: Asked<T>;
  /** What is shown stays until the new answer comes. */
  again(): void;
}

/** What was asked before stays for so long while the next is asked, so that a quick answer does not flicker. */
const STAYS_MS = 150;

/** What the server says under a path; asked again for another path. */
export function useAsked<T>(path: string): UseAsked<T> {
  const [state, setState] = useState<{ readonly path: string; readonly asked: Asked<T> }>({
    path,
    asked: { kind: 'loading' },
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setState((now) => (now.path === path ? now : { path, asked: { kind: 'loading' } }));
    }, STAYS_MS);
    void ask<T>(path, abort.signal).then((answer) => {
      clearTimeout(timer);
      if (!abort.signal.aborted) setState({ path, asked: answer });
    });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return { asked: state.asked, again };
}
