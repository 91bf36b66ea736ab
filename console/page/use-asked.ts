import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Answer, ask, type Trouble } from './ask.ts';

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  | { readonly kind: 'ready'; readonly value: T };

export interface UseAsked<T> {
  readonly asked: Asked<T>;
  /** What is shown stays until the new answer comes. */
  again(): void;
}

/** What the server says under a path; asked again for another path. `null`: nothing is asked. */
export function useAsked<T>(path: string | null): UseAsked<T> {
  const [state, setState] = useState<{ path: string | null; asked: Asked<T> }>({
    path: null,
    asked: { kind: 'loading' },
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const abort = new AbortController();
    void ask<T>(path, abort.signal).then((answer: Answer<T>) => {
      if (!abort.signal.aborted) setState({ path, asked: answer });
    });
    return () => abort.abort();
  }, [path, turn]);
  const again = useCallback(() => setTurn((now) => now + 1), []);
  return { asked: state.path === path ? state.asked : { kind: 'loading' }, again };
}
