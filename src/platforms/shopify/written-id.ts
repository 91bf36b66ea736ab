import * as z from 'zod/mini';
import { isObject } from '../payload-fields.ts';

/** The two ways in which Shopify writes an id. The global one is text. */
export const writtenId = { id: z.nullish(z.string()), admin_graphql_api_id: z.nullish(z.string()) };

/** The digits of an id: from `gid://shopify/Order/450789469` where present, else from the plain number. */
export function idOf(written: {
  readonly id?: string | null | undefined;
  readonly admin_graphql_api_id?: string | null | undefined;
}): string | undefined {
  const global = /^gid:\/\/shopify\/\w+\/([1-9]\d{0,39})(?:\?|$)/.exec(written.admin_graphql_api_id ?? '')?.[1];
  if (global !== undefined) return global;
  return /^[1-9]\d{0,39}$/.test(written.id ?? '') ? (written.id ?? undefined) : undefined;
}

/** The id of an object that no schema has checked; `undefined` where the value is none or has none. */
export function idIn(value: unknown): string | undefined {
  if (!isObject(value)) return undefined;
  return idOf({ id: textOrNull(value.id), admin_graphql_api_id: textOrNull(value.admin_graphql_api_id) });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** For a schema's `transform`: sets `id` from either way of writing it, and refuses an object that has neither. */
export function withId<Written extends Parameters<typeof idOf>[0]>(written: Written, context: z.core.ParsePayload) {
  const id = idOf(written);
  if (id !== undefined) return { ...written, id };
  context.issues.push({ code: 'custom', path: ['id'], input: written });
  return z.NEVER;
}
