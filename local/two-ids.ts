import { isObject } from '../src/platforms/payload-fields.ts';
import { idOf } from '../src/platforms/shopify/written-id.ts';
import { parseLosslessJson } from '../src/shared/lossless-json.ts';

/** The two ids that a body of Shopify's has. Shopify writes the same one in both ways; a body that somebody has changed may not. */
export interface TwoIds {
  readonly plain: string;
  /** Of `admin_graphql_api_id`: the one that Ponte takes. */
  readonly global: string;
}

/** The ids of a body where they are two; `null` where they are one, or it lacks one of them. */
export function twoIdsIn(rawBody: Uint8Array): TwoIds | null {
  const parsed = parseLosslessJson(rawBody);
  if (!parsed.ok || !isObject(parsed.value)) return null;
  const { id, admin_graphql_api_id } = parsed.value;
  const plain = idOf({ id: typeof id === 'string' ? id : null });
  const global = idOf({ admin_graphql_api_id: typeof admin_graphql_api_id === 'string' ? admin_graphql_api_id : null });
  return plain === undefined || global === undefined || plain === global ? null : { plain, global };
}
