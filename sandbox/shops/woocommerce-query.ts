import { tzOffset } from '@date-fns/tz';

/** An order's JSON as the REST API v3 writes it. */
export type OrderJson = Readonly<Record<string, unknown>>;

export interface QuerySettings {
  /** WordPress's setting of the site's time zone. */
  readonly timeZone: string;
  /** Such as `10.5`; before 5.8 no order is found by its modification. */
  readonly version: number;
}

export type Queried =
  | { readonly kind: 'found'; readonly found: readonly OrderJson[]; readonly offset: number; readonly perPage: number }
  | { readonly kind: 'invalid'; readonly param: string; readonly because: string };

const ORDER_BY = ['date', 'id', 'include', 'title', 'slug', 'modified'];

/** Runs the query of `GET /wp-json/wc/v3/orders` over some orders, as WooCommerce does. */
export function queryOrders(orders: readonly OrderJson[], query: URLSearchParams, settings: QuerySettings): Queried {
  const perPage = Number(query.get('per_page') ?? 10);
  if (!(perPage >= 1 && perPage <= 100))
    return invalid('per_page', 'per_page must be between 1 (inclusive) and 100 (inclusive)');
  const orderBy = query.get('orderby') ?? 'date';
  if (!ORDER_BY.includes(orderBy) || (orderBy === 'modified' && settings.version < 4.4))
    return invalid('orderby', `orderby is not one of ${ORDER_BY.join(', ')}.`);
  const after = settings.version < 5.8 ? null : query.get('modified_after');
  const column = query.get('dates_are_gmt') === 'true' ? 'date_modified_gmt' : 'date_modified';
  const before = settings.version < 5.8 ? null : query.get('modified_before');
  const from = after === null ? null : mysqlTime(after, settings.timeZone);
  const to = before === null ? null : mysqlTime(before, settings.timeZone);
  const listed = orders.filter((order) => {
    const at = textOf(order[column]);
    return order.status !== 'trash' && (from === null || at > from) && (to === null || at < to);
  });
  const page = Number(query.get('page') ?? 1);
  const offset = query.has('offset') ? Number(query.get('offset')) : (page - 1) * perPage;
  const key = orderBy === 'modified' ? 'date_modified_gmt' : orderBy === 'id' ? 'id' : 'date_created_gmt';
  const sign = query.get('order') === 'asc' ? 1 : -1;
  const tied = orderBy === 'modified' ? tiedByLimit(offset + perPage) : byId;
  const found = listed.toSorted((one, other) => sign * (compare(one[key], other[key]) || tied(one, other)));
  return { kind: 'found', found: offset < found.length ? found : [], offset, perPage };
}

/** Of the fields of an answer those that `_fields` names. */
export function withFields(order: OrderJson, query: URLSearchParams): OrderJson {
  const names = query.get('_fields')?.split(',');
  return names === undefined
    ? order
    : Object.fromEntries(Object.entries(order).filter(([name]) => names.includes(name)));
}

/**
 * `WP_Date_Query::build_mysql_datetime`: the text's own zone, or the site's where it names none, and then the site's wall clock. PHP moves a
 * time that is skipped where clocks are put forward to an hour later.
 */
function mysqlTime(text: string, timeZone: string): string {
  const isZoned = /Z$|[+-]\d{2}:\d{2}$/.test(text);
  const wallMs = isZoned ? wallClockOf(Date.parse(text), timeZone) : Date.parse(`${text}Z`);
  const instantMs = wallMs - offsetMs(timeZone, wallMs - 86_400_000);
  const shownMs = wallClockOf(instantMs, timeZone);
  const isThere =
    shownMs === wallMs || wallClockOf(wallMs - offsetMs(timeZone, wallMs + 86_400_000), timeZone) === wallMs;
  return new Date(isThere ? wallMs : shownMs).toISOString().slice(0, 19);
}

function byId(one: OrderJson, other: OrderJson): number {
  return Number(one.id) - Number(other.id);
}

/**
 * Orders of one second have no order of their own: MariaDB sorts no more than the page needs, and what is equal then stands differently on
 * each page. Seen with WooCommerce 10.0.2 on MariaDB 10.11, with either storage of orders.
 * @see https://mariadb.com/kb/en/limit/
 */
function tiedByLimit(limit: number): (one: OrderJson, other: OrderJson) => number {
  const place = ({ id }: OrderJson) => Math.imul(Number(id) + limit, 0x9e3779b1) >>> 0;
  return (one, other) => place(one) - place(other);
}

function wallClockOf(instantMs: number, timeZone: string): number {
  return instantMs + offsetMs(timeZone, instantMs);
}

function offsetMs(timeZone: string, atMs: number): number {
  return tzOffset(timeZone, new Date(atMs)) * 60_000;
}

function compare(one: unknown, other: unknown): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return textOf(one) < textOf(other) ? -1 : textOf(one) > textOf(other) ? 1 : 0;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function invalid(param: string, because: string): Queried {
  return { kind: 'invalid', param, because };
}
