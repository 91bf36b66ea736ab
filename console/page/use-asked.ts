import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
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
  const askAgain = useRef(() => {});
  useEffect(() => {
    const abort = new AbortController();
    let isAsking = false;
    let isOutdated = false;
    const run = async () => {
      // What is under way is waited for: where things change quickly, an answer would never come otherwise.
      isOutdated = isAsking;
      if (isAsking) return;
      isAsking = true;
      const answer = await ask<T>(path, abort.signal);
      isAsking = false;
      clearTimeout(timer);
      if (abort.signal.aborted) return;
      setState({ path, asked: answer });
      if (isOutdated) await run();
    };
    const timer = setTimeout(() => {
      setState((now) => (now.path === path ? now : { path, asked: { kind: 'loading' } }));
    }, STAYS_MS);
    askAgain.current = () => void run();
    void run();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path]);
  const again = useCallback(() => askAgain.current(), []);
  return { asked: state.asked, again };
}
