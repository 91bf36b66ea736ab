import { credentialsOf, demoAccounts, demoCredentials, demoStores } from '../../local/demo-stores.ts';
import { payloadOf, recorded, recordedNames, shopifyBytes, shopifyNames } from '../fixtures/load.ts';

/** Fields that name a person, or that open something. */
const PERSONAL = new Set([
  'billing',
  'shipping',
  'order_key',
  'payment_url',
  'order_status_url',
  'customer_ip_address',
  'customer_note',
  'transaction_id',
  'customer',
  'email',
  'contact_email',
  'note_attributes',
]);

/** Values of personal fields that are plain words, which a log line may hold in another sense. */
const COMMON = new Set(['enabled', 'disabled', 'true', 'false', 'gift', 'BRL', 'CAD', 'USD', 'EUR']);

/** Every personal text of all fixtures, and every secret of the demo stores. */
export const personalData: readonly string[] = [
  ...new Set([
    ...recordedNames
      .filter((name) => !name.includes('ping'))
      .flatMap((name) => textsIn(payloadOf(recorded(name).rawBody))),
    ...shopifyNames.flatMap((name) => textsIn(payloadOf(shopifyBytes(name)))),
    ...demoStores.map(({ webhookSecret }) => webhookSecret),
    demoCredentials.password,
    ...demoAccounts.map(credentialsOf).map(({ username, password }) => btoa(`${username}:${password}`)),
  ]),
];

/** The personal texts that stand as words of their own in a line, whatever their spelling in a URL. */
export function personalDataIn(line: string): string[] {
  return personalData.filter((text) =>
    [text, encodeURIComponent(text)].some((written) =>
      new RegExp(`(?<![\\w-])${RegExp.escape(written)}(?![\\w-])`, 'u').test(line),
    ),
  );
}

function textsIn(payload: Readonly<Record<string, unknown>>): string[] {
  const personal = Object.entries(payload).filter(([name]) => PERSONAL.has(name));
  return personal.flatMap(([, value]) => leaves(value)).filter((text) => text.length > 2 && !COMMON.has(text));
}

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}
