import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { About } from '../../api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icons.tsx';
import { goTo, hrefs } from '../router.ts';
import { say } from '../words/say.ts';

interface Found {
  readonly href: string;
  readonly text: string;
  readonly icon: 'orders' | 'eye' | 'deliveries';
}

/** Goes to an order, a customer or a delivery by what is known of it. */
export function Finder({ place, close }: { readonly place: About; readonly close: () => void }): JSX.Element {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const found = placesOf(text.trim(), place);
  const open = (href: string | undefined) => {
    if (href === undefined) return;
    close();
    goTo(href);
  };
  return (
    <Dialog title={say('finder.title')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // What is written by now, drawn or not.
          open(placesOf((field.current?.value ?? '').trim(), place)[0]?.href);
        }}
      >
        <input
          ref={field}
          class="input"
          autoFocus
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          placeholder={say('finder.placeholder')}
          aria-label={say('finder.placeholder')}
          autoComplete="off"
          spellcheck={false}
        />
      </form>
      <ul class="found">
        {found.map(({ href, text: label, icon }) => (
          <li key={href}>
            <a href={href} onClick={close}>
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          </li>
        ))}
        {found.length === 0 && <li class="dim">{say('finder.hint')}</li>}
      </ul>
    </Dialog>
  );
}

/** Whatever it may be: nothing is asked before one is chosen. */
function placesOf(text: string, { stores }: About): Found[] {
  if (text === '') return [];
  const [, store, order] = /^([^/\s]+)[/\s]+(\d+)$/.exec(text) ?? [];
  if (store !== undefined && order !== undefined) return [orderOf(store, order)];
  const search: Found = {
    href: `/deliveries?${new URLSearchParams({ search: text })}`,
    text: say('finder.search', { text }),
    icon: 'deliveries',
  };
  const customer: Found = { href: hrefs.customer(text), text: say('finder.customer', { id: text }), icon: 'eye' };
  // What the shop calls an order, such as #1001, is found among the deliveries.
  if (text.startsWith('#')) return [search];
  if (!/^\d+$/.test(text)) return [customer, search];
  return [
    ...stores.map(({ id }) => orderOf(id, text)),
    { href: hrefs.delivery(text), text: say('finder.delivery', { id: text }), icon: 'deliveries' },
    customer,
    search,
  ];
}

function orderOf(store: string, order: string): Found {
  return { href: hrefs.order(store, order), text: say('finder.order', { store, order }), icon: 'orders' };
}
