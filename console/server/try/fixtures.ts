import { basename } from 'node:path';
import { demoStores } from '../../../local/demo-stores.ts';
import { findDelivery, listFixtures } from '../../../local/find-deliveries.ts';
import type { LocalStore } from '../../../local/local-store.ts';
import { type Choices, type Prepared, prepareFile } from '../../../local/outgoing-delivery.ts';
import { keepingNumbers, type Raw } from '../../../local/raw-json.ts';
import type { Fixture, FixtureField } from '../../api-try.ts';
import { notFound, Refusal } from '../refusal.ts';
import { valueAt } from './overrides.ts';

/** What a person may want to have otherwise, of those fields that a body has. */
const FIELDS: readonly (readonly [path: string, kind: FixtureField['kind']])[] = [
  ['/id', 'number'],
  ['/order_id', 'number'],
  ['/name', 'text'],
  ['/number', 'text'],
  ['/email', 'text'],
  ['/contact_email', 'text'],
  ['/customer/email', 'text'],
  ['/billing/email', 'text'],
  ['/financial_status', 'text'],
  ['/status', 'text'],
  ['/currency', 'text'],
  ['/total_price', 'text'],
  ['/total', 'text'],
  ['/line_items/0/price', 'text'],
  ['/line_items/0/quantity', 'number'],
  ['/line_items/0/total', 'text'],
  ['/refund_line_items/0/quantity', 'number'],
  ['/transactions/0/amount', 'text'],
  ['/transactions/0/status', 'text'],
  ['/amount', 'text'],
  ['/processed_at', 'instant'],
  ['/updated_at', 'instant'],
  ['/date_paid_gmt', 'instant'],
  ['/date_modified_gmt', 'instant'],
];

/** All that comes with Ponte, with what can be overridden. */
export function fixturesFor(stores: readonly LocalStore[]): readonly Fixture[] {
  return listFixtures().flatMap(({ names }) =>
    names.flatMap((name) => {
      const prepared = prepareFixture(name, { stores });
      if (prepared.kind === 'refused') return [];
      const { delivery, topic } = prepared;
      const body = keepingNumbers(Buffer.from(delivery.rawBody).toString('utf8'));
      return {
        name,
        platform: delivery.platform,
        topic,
        store: delivery.store,
        fields: body === null ? [] : fieldsOf(body.value),
      };
    }),
  );
}

/** A fixture as it would be sent; those of the demo to the demo's stores first. */
export function prepareFixture(name: string, choices: Choices): Prepared {
  const found = listFixtures().some(({ names }) => names.includes(name)) ? findDelivery(name, FIXTURES_ONLY) : null;
  const [file] = found?.kind === 'found' ? found.files : [];
  if (file === undefined || basename(file, '.json') !== name) {
    throw notFound(
      'There is no such fixture.',
      name,
      'GET /api/fixtures and ./ponte send --list name those that there are.',
    );
  }
  return prepareFile(file, { ...choices, stores: [...demoStores, ...choices.stores] });
}

/** Somewhere without files of these names. */
const FIXTURES_ONLY = import.meta.dirname;

/** @throws {Refusal} where nothing can be sent */
export function ready(prepared: Prepared, where: string): Extract<Prepared, { kind: 'ready' }> {
  if (prepared.kind === 'ready') return prepared;
  throw new Refusal(409, { what: 'Nothing was sent.', where, next: prepared.because });
}

function fieldsOf(body: Raw): readonly FixtureField[] {
  return FIELDS.flatMap(([path, kind]) => {
    const value = valueAt(body, path);
    if (typeof value !== 'string' && !JSON.isRawJSON(value)) return [];
    const text = typeof value === 'string' ? value : value.rawJSON;
    return [{ path, kind, value: /mail$/.test(path) ? '***' : text }];
  });
}
