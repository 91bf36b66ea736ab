import { computed, signal } from '@preact/signals';

/** Where the page is: the browser's address, which a link or a person changes. */
export const address = signal(new URL(location.href));

/** What is after the slashes, decoded: `/orders/my-shop/5001` is `['orders', 'my-shop', '5001']`. */
export const path = computed(() =>
  address.value.pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded),
);

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The same view; other parts of the query stay. Empty values leave it. */
export function withQuery(changes: Readonly<Record<string, string>>): string {
  const url = new URL(address.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** `replace`: the address that it comes from is not gone back to. */
export function goTo(href: string, how: 'push' | 'replace' = 'push'): void {
  const url = new URL(href, location.origin);
  if (url.href === location.href) return;
  if (how === 'push') history.pushState({ from: location.pathname }, '', url);
  else history.replaceState(history.state, '', url);
  gone.back = null;
  address.value = url;
}

/** The path of what was left by going back, where the page was gone back to what led to it. */
export const gone: { back: string | null } = { back: null };

/** The path of what led here; null where the page began here. */
export function cameFrom(): string | null {
  return (history.state as { readonly from?: string } | null)?.from ?? null;
}

/** To what led here, else to what is named. */
export function goBack(otherwise: string): void {
  if (cameFrom() === null) goTo(otherwise);
  else history.back();
}

/** From now on links of the page change the view, and ask the server for no document. */
export function followLinks(): void {
  addEventListener('popstate', () => {
    gone.back = address.value.pathname;
    address.value = new URL(location.href);
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isElsewhere = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (link === null || isElsewhere || event.defaultPrevented || link.target !== '' || link.origin !== location.origin)
      return;
    if (link.hash !== '' && link.pathname === location.pathname) return;
    event.preventDefault();
    goTo(link.href);
  });
}

export const hrefs = {
  delivery: (id: string) => `/deliveries/${encodeURIComponent(id)}`,
  order: (store: string, order: string) => `/orders/${encodeURIComponent(store)}/${encodeURIComponent(order)}`,
  /** `id`: store and order, such as `my-shop/5001`. */
  orderNamed: (id: string) => `/orders/${id.split('/').map(encodeURIComponent).join('/')}`,
  customer: (id: string) => `/customers/${encodeURIComponent(id)}`,
};
