import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { noAnswer } from '../ask.ts';
import { notify } from './notice.tsx';
import { Failed, Loading } from './states.tsx';

/** Stylesheets besides the page's own, of `style/`. */
export type Style = 'deliveries' | 'order' | 'try' | 'work' | 'numbers';

type Part<Props> = () => Promise<ComponentType<Props>>;

/** A view whose code, and whose styles, are fetched when it is first shown. */
export function lazy<Props extends object>(fetchCode: Part<Props>, ...styles: readonly Style[]): ComponentType<Props> {
  const useFetched = fetchedOnce(fetchCode, styles);
  return function Lazy(props: Props): JSX.Element {
    const { state, Component, again } = useFetched();
    if (Component !== null) return <Component {...props} />;
    return state === 'failed' ? <Failed trouble={noAnswer} again={again} /> : <Loading />;
  };
}

/** The same of a dialog: nothing is shown until it is there, and it is closed where it does not come. */
export function lazyDialog<Props extends { readonly close: () => void }>(
  fetchCode: Part<Props>,
  ...styles: readonly Style[]
): ComponentType<Props> {
  const useFetched = fetchedOnce(fetchCode, styles);
  return function LazyDialog(props: Props): JSX.Element | null {
    const { state, Component } = useFetched();
    useEffect(() => {
      if (state !== 'failed') return;
      notify({ severity: 'error', text: `${noAnswer.what} ${noAnswer.next}` });
      props.close();
    }, [state]);
    return Component && <Component {...props} />;
  };
}

function fetchedOnce<Props extends object>(fetchCode: Part<Props>, styles: readonly Style[]) {
  let fetched: ComponentType<Props> | null = null;
  return function useFetched() {
    const [state, setState] = useState<'loading' | 'failed' | 'ready'>(fetched === null ? 'loading' : 'ready');
    useEffect(() => {
      if (state !== 'loading') return;
      Promise.all([fetchCode(), ...styles.map(fetchStyle)]).then(
        ([component]) => {
          fetched = component;
          setState('ready');
        },
        () => setState('failed'),
      );
    }, [state]);
    return { state, Component: fetched, again: () => setState('loading') };
  };
}

const sheets = new Map<Style, Promise<void>>();

async function fetchStyle(name: Style): Promise<void> {
  const known = sheets.get(name);
  if (known !== undefined) return await known;
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/style/${name}.css` });
  const fetching = new Promise<void>((resolve, reject) => {
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => {
      sheets.delete(name);
      link.remove();
      reject(new Error(`${name}.css did not come`));
    });
  });
  sheets.set(name, fetching);
  document.head.append(link);
  await fetching;
}
