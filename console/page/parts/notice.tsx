import { signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Severity } from '../../api.ts';
import { say } from '../words/say.ts';
import { Icon } from './icons.tsx';
import { SeverityShape } from './severity.tsx';

interface Notice {
  readonly severity: Severity;
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
}

/** What came of something, said for some seconds. */
const shown = signal<Notice | null>(null);

export function notify(notice: Notice): void {
  shown.value = notice;
}

const LONG_MS = 8_000;

export function NoticeHere(): JSX.Element {
  const notice = shown.value;
  const close = () => {
    shown.value = null;
  };
  useEffect(() => {
    if (notice === null) return;
    const timer = setTimeout(close, LONG_MS);
    return () => clearTimeout(timer);
  }, [notice]);
  return (
    <div role="status">
      {notice !== null && (
        <div class={`toast mark ${notice.severity}`}>
          <SeverityShape severity={notice.severity} />
          <span>{notice.text}</span>
          {notice.link !== undefined && (
            <a href={notice.link.href} onClick={close}>
              {notice.link.text}
            </a>
          )}
          <button type="button" class="button plain icon" aria-label={say('dialog.close')} onClick={close}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
