import type { DescribedOrder, Interpretation } from './interpretation.ts';

/** The domain name system takes no longer ones. */
const MAX_HOST = 253;

/** A body of a host that is not the store's; what it shows of its host is shown to people. */
export function otherShop(
  host: string,
  setting: 'siteUrl' | 'shopDomain',
  described: DescribedOrder | null,
): Interpretation {
  const shown = host.replace(/[^a-z0-9.:[\]-]/g, '?').slice(0, MAX_HOST);
  return { kind: 'otherShop', host: shown, setting, described };
}
