/** Where the webhooks of a store have to send to. `webhooksUrl`: of the API that takes them. */
export function subscriptionAddress(
  webhooksUrl: string,
  { platform, id }: { readonly platform: string; readonly id: string },
): string {
  return `${webhooksUrl.replace(/\/+$/, '')}/webhooks/${platform}/${id}`;
}

/**
 * How an address stands to the one that is needed. `near`: the same but for what makes no delivery arrive, such as `http://` or a slash at its
 * end. `elsewhere`: the same path at another host, which may be another stage's, or one that is gone.
 */
export type Nearness = 'same' | 'near' | 'elsewhere' | 'other';

export function nearness(address: string | null, needed: string): Nearness {
  const there = URL.parse(address ?? '');
  const here = URL.parse(needed);
  if (there === null || here === null) return 'other';
  if (there.origin === here.origin && there.pathname === here.pathname) return 'same';
  if (there.hostname !== here.hostname)
    return plainPath(there).endsWith(pathOfStore(plainPath(here))) ? 'elsewhere' : 'other';
  return plainPath(there) === plainPath(here) ? 'near' : 'other';
}

/** Without what is easily typed wrong. */
function plainPath({ pathname }: URL): string {
  return pathname
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .toLowerCase();
}

/** The end of the path, which names the store: what stands before it is the stage's own. */
function pathOfStore(path: string): string {
  return path.slice(path.lastIndexOf('/webhooks/'));
}
