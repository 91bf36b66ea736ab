import { readFileSync } from 'node:fs';
import { buildSchema, type ExecutionResult, executeSync, type GraphQLSchema, parse, validate } from 'graphql';
import type { Json, ShopifyObjects } from './shopify-objects.ts';

/** The published schema, as far as it is asked for. */
export const ADMIN_SCHEMA: GraphQLSchema = buildSchema(
  readFileSync(new URL('shopify-admin.graphql', import.meta.url), 'utf8'),
);

/** Errors of a document, as Shopify says them; none where it is one of the schema. */
export function documentErrors(document: string): readonly string[] {
  try {
    return validate(ADMIN_SCHEMA, parse(document)).map(({ message }) => message);
  } catch (error) {
    return [String(error)];
  }
}

export interface Listed {
  readonly objects: ShopifyObjects;
  /** By which it is found and sorted. */
  readonly placeMs: number;
}

export interface AdminData {
  /** The orders whose place is at `sinceMs` or later. */
  orders(sinceMs: number): readonly Listed[];
  /** Called between choosing and reading. */
  chosen(): void;
  /** The order as it is when it is read. */
  order(id: string): ShopifyObjects | undefined;
  nodeOf(id: string): Json | undefined;
  /** Further queries, and the mutations. */
  readonly others: Readonly<Record<string, (values: never) => unknown>>;
}

/** Runs a document over some orders, as the Admin API does. */
export function runDocument(
  document: string,
  variables: Readonly<Record<string, unknown>>,
  data: AdminData,
): ExecutionResult {
  const rootValue = {
    orders: (page: Page & { readonly query?: string }) => orderPage(page, data),
    order: ({ id }: { id: string }) => data.order(id)?.order ?? null,
    node: ({ id }: { id: string }) => data.nodeOf(id) ?? null,
    ...data.others,
  };
  return executeSync({
    schema: ADMIN_SCHEMA,
    document: parse(document),
    variableValues: variables,
    rootValue,
    fieldResolver: (source: Json, values: Page, _context, { fieldName, returnType }) => {
      const held = source[fieldName];
      const all = typeof held === 'function' ? held(values) : held;
      const value = fieldName === 'shippingLines' && !values.includeRemovals ? withoutRemoved(all) : all;
      return String(returnType).includes('Connection') && Array.isArray(value) ? pageOf(value, values) : value;
    },
  });
}

function withoutRemoved(lines: unknown): unknown {
  return Array.isArray(lines) ? lines.filter(({ isRemoved }) => !isRemoved) : lines;
}

interface Page {
  readonly includeRemovals?: boolean;
  readonly first?: number;
  readonly after?: string | null;
}

/** Parts of an order are in a fixed order, so that a place in them is a number. */
function pageOf(all: readonly unknown[], { first = 250, after }: Page) {
  const from = after ? Number(Buffer.from(after, 'base64').toString()) : 0;
  const to = from + first;
  const endCursor = Buffer.from(String(to)).toString('base64');
  return { nodes: all.slice(from, to), pageInfo: { hasNextPage: to < all.length, endCursor } };
}

/** A place is a change's time and the order's number, as Shopify's own cursors hold them. */
function orderPage({ first = 250, after, query = '' }: Page & { readonly query?: string }, data: AdminData) {
  const since = /^updated_at:>='(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)'$/.exec(query)?.[1];
  if (since === undefined) throw new Error(`not searched: ${query}`);
  const place = ({ placeMs, objects }: Listed) => ({ last_id: numberOf(objects), last_value: placeMs });
  const compare = (one: Place, other: Place) => one.last_value - other.last_value || one.last_id - other.last_id;
  const behind = after ? (JSON.parse(Buffer.from(after, 'base64').toString()) as Place) : null;
  const found = data
    .orders(Date.parse(since))
    .filter((listed) => behind === null || compare(place(listed), behind) > 0)
    .toSorted((one, other) => compare(place(one), place(other)));
  const chosen = found.slice(0, first);
  data.chosen();
  const last = chosen.at(-1);
  return {
    nodes: chosen.flatMap(({ objects }) => data.order(String(objects.order.id))?.order ?? []),
    pageInfo: {
      hasNextPage: found.length > first,
      endCursor: last ? Buffer.from(JSON.stringify(place(last))).toString('base64') : null,
    },
  };
}

interface Place {
  readonly last_id: number;
  readonly last_value: number;
}

function numberOf({ order }: ShopifyObjects): number {
  return Number(String(order.id).split('/').at(-1));
}
