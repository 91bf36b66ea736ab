import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { goTo } from '../router.ts';
import { views } from './views.ts';

/** Which of the page's own dialogs is open. */
export const openDialog = signal<'help' | 'finder' | null>(null);

export interface Keys {
  readonly [key: string]: () => void;
}

/** The newest view's keys come first. */
const layers: { current: Keys }[] = [];

/** For as long as the component is there, outside of text fields and dialogs. */
export function useKeys(keys: Keys): void {
  const layer = useRef(keys);
  layer.current = keys;
  useEffect(() => {
    layers.unshift(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, []);
}

/** How long `g` waits for its second key. */
const CHORD_MS = 1_500;

export function listenToKeys(isThere: (view: string) => boolean): void {
  let chordUntil = 0;
  addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'k') {
      event.preventDefault();
      openDialog.value = 'finder';
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTakenBy(event.target, event.key))
      return;
    const view = Date.now() < chordUntil ? views.find(({ key }) => key === event.key) : undefined;
    chordUntil = event.key === 'g' ? Date.now() + CHORD_MS : 0;
    const act = view === undefined ? actOf(event.key) : () => isThere(view.name) && goTo(`/${view.name}`);
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function actOf(key: string): (() => void) | undefined {
  if (key === '?')
    return () => {
      openDialog.value = 'help';
    };
  const own = layers.find(({ current }) => key in current)?.current[key];
  const by = { j: 1, k: -1 }[key];
  return own ?? (by === undefined ? undefined : moveBy(by));
}

/** To the next of what a view lists, whatever it is; `undefined` where it lists nothing. */
function moveBy(by: number): (() => void) | undefined {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]:not(:disabled)')];
  if (items.length === 0) return undefined;
  const at = items.indexOf(document.activeElement as HTMLElement);
  return () => items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + by))]?.focus();
}

/** Text fields take all keys, a dialog its own; what is pressed with Enter or a space keeps them. */
function isTakenBy(target: EventTarget | null, key: string): boolean {
  if (document.querySelector('dialog[open]') !== null) return true;
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, select');
  if (field !== null && field.matches('[type=checkbox]') === false) return key !== 'Escape';
  return (key === 'Enter' || key === ' ') && target.closest('a, button, summary') !== null;
}
