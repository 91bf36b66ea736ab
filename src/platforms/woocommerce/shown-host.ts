import { siteHost } from '../../domain/site-host.ts';
import { isObject, type PayloadFields } from '../payload-fields.ts';

/**
 * The host of the shop that wrote the body, from its signed `_links.self`; `null` where it has none.
 * A staging copy of a shop has the same webhooks and secret, but another host.
 */
export function shownHost(payload: PayloadFields): string | null {
  const self = isObject(payload._links) ? payload._links.self : undefined;
  const first: unknown = Array.isArray(self) ? self[0] : undefined;
  const href = isObject(first) ? first.href : undefined;
  return typeof href === 'string' ? siteHost(href) : null;
}
