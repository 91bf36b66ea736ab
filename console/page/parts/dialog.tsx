import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { say } from '../words/say.ts';
import { Icon } from './icons.tsx';

/** Over everything until it is closed; the browser keeps the focus in it, and Esc closes it. */
export function Dialog({
  title,
  close,
  foot,
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-label={title} onClose={close}>
      <header>
        <h2>{title}</h2>
        <button type="button" class="button plain icon end" aria-label={say('dialog.close')} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <div class="inside stack wide">{children}</div>
      {foot !== undefined && <footer>{foot}</footer>}
    </dialog>
  );
}
