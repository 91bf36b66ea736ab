import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

interface Item {
  readonly key: string;
  readonly text: string;
  readonly hint?: string;
  /** Shown, and cannot be chosen. */
  readonly notBecause?: string | null;
  readonly act: () => void;
}

interface Props {
  readonly label: ComponentChildren;
  readonly items: readonly Item[];
  readonly isBusy?: boolean;
  readonly isMain?: boolean;
}

/** What can be done, behind a button. */
export function Menu({ label, items, isBusy = false, isMain = false }: Props): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const entries = () => [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? [])];
  useEffect(() => {
    if (!isOpen) return;
    entries()[0]?.focus();
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setIsOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);
  const onKey = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') {
      setIsOpen(false);
      button.current?.focus();
    } else if (next !== undefined) all[next % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="menu" ref={box}>
      <button
        ref={button}
        type="button"
        class={isMain ? 'button main-act' : 'button'}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isBusy}
        onClick={() => setIsOpen(!isOpen)}
      >
        {label}
      </button>
      {isOpen && (
        <div class="menu-items" role="menu" tabIndex={-1} onKeyDown={onKey}>
          {items.map(({ key, text, hint, notBecause, act }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              disabled={notBecause !== undefined && notBecause !== null}
              onClick={() => {
                setIsOpen(false);
                button.current?.focus();
                act();
              }}
            >
              {text}
              {(notBecause ?? hint) !== undefined && <span class="small dim">{notBecause ?? hint}</span>}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
