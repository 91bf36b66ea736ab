import { keepingNumbers, type Raw } from '../../../local/raw-json.ts';
import { Refusal } from '../refusal.ts';

type Container = Record<string, unknown>;

/** What a JSON pointer leads to, such as `/line_items/0/price`; undefined where there is nothing. */
export function valueAt(body: Raw, path: string): Raw | undefined {
  let value: unknown = body;
  for (const part of partsOf(path)) value = isContainer(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  return value as Raw | undefined;
}

/**
 * A body with other values at JSON pointers; all else stays, digit by digit. A number stays a number. Shopify's
 * `admin_graphql_api_id` follows its `id`, because it is the one that is read.
 * @throws {Refusal} for a path that the body does not have
 */
export function withOverrides(bytes: Uint8Array, overrides: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries(overrides);
  if (entries.length === 0) return bytes;
  const parsed = keepingNumbers(Buffer.from(bytes).toString('utf8'));
  if (parsed === null) throw refusal('/', 'The body is not JSON: nothing in it can be overridden.');
  const { value: body } = parsed;
  for (const [path, value] of entries) override(body, path, value);
  return Buffer.from(JSON.stringify(body));
}

function override(body: Raw, path: string, text: string): void {
  const before = valueAt(body, path);
  const parts = partsOf(path);
  const last = parts.at(-1);
  const holder: unknown = valueAt(body, parts.length > 1 ? `/${parts.slice(0, -1).join('/')}` : '');
  if (before === undefined || last === undefined || !isContainer(holder))
    throw refusal(path, 'The body has no such field.');
  if (typeof before === 'object' && before !== null && !JSON.isRawJSON(before)) {
    throw refusal(path, 'It is no single value: name one inside it.');
  }
  holder[last] = JSON.isRawJSON(before) && /^-?\d{1,40}(?:\.\d{1,20})?$/.test(text) ? JSON.rawJSON(text) : text;
  const global = holder.admin_graphql_api_id;
  if (last === 'id' && typeof global === 'string') holder.admin_graphql_api_id = global.replace(/\d+$/, text);
}

function partsOf(path: string): readonly string[] {
  return path === '' ? [] : path.slice(1).split('/');
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function refusal(where: string, what: string): Refusal {
  return new Refusal(400, { what, where, next: 'GET /api/fixtures lists the fields of each fixture.' });
}
