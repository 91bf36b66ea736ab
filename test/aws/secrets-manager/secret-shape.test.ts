import { describe, expect, test } from 'vitest';
import { parseSecret } from '../../../src/aws/secrets-manager/secret-shape.ts';

const bonifiq = { username: 'APIUSER-loja', password: 'pass-word-1234' };
const whole = { bonifiq, webhookSecrets: ['whsec-new-0123456789', 'whsec-old-0123456789'] };
const parse = (value: unknown) => parseSecret(typeof value === 'string' ? value : JSON.stringify(value));

function secretsOf(value: unknown) {
  const parsed = parse(value);
  if (parsed.kind === 'invalid') throw new Error(parsed.reasons.join());
  return parsed.secrets;
}

describe('a secret', () => {
  test('is read as it stands, without keys of others', () => {
    const secrets = secretsOf({ ...whole, webhookSecrets: [' pad &amp; '], shopify: { token: 't' } });
    expect(secrets).toStrictEqual({ bonifiq, webhookSecrets: [' pad &amp; '], version: secrets.version });
  });

  test('has a version that follows the credentials alone', () => {
    const { version } = secretsOf(whole);
    expect(secretsOf({ ...whole, webhookSecrets: ['another-secret-000'] }).version).toBe(version);
    expect(secretsOf({ ...whole, bonifiq: { ...bonifiq, password: 'other' } }).version).not.toBe(version);
    expect(secretsOf({ ...whole, bonifiq: { ...bonifiq, username: 'other' } }).version).not.toBe(version);
    expect(version).not.toContain(bonifiq.password);
  });

  test.each([
    ['binary', undefined, 'text'],
    ['not JSON', '{"bonifiq":{"password":"hunter2-hunter2', 'not JSON'],
    ['a list', [], 'object'],
    ['a text', '"hunter2-hunter2"', 'object'],
    ['no webhook secrets', { bonifiq }, 'webhookSecrets'],
    ['an empty list', { bonifiq, webhookSecrets: [] }, 'webhookSecrets'],
    ['an empty webhook secret', { bonifiq, webhookSecrets: ['hunter2-hunter2-x', ''] }, 'webhookSecrets.1'],
  ])('is refused: %s, with a reason that quotes nothing', (_name, value, place) => {
    const parsed = value === undefined ? parseSecret(undefined) : parse(value);
    if (parsed.kind === 'parsed') throw new Error('It was accepted.');
    expect(parsed.reasons.join()).toContain(place);
    expect(parsed.reasons.join()).not.toMatch(/hunter2|4711|pass-word/);
  });

  test.each([
    ['no bonifiq', { webhookSecrets: ['hunter2-hunter2-x'] }, 'bonifiq'],
    ['a number', { ...whole, bonifiq: { ...bonifiq, password: 4711 } }, 'bonifiq.password'],
    ['an empty password', { ...whole, bonifiq: { ...bonifiq, password: '' } }, 'bonifiq.password'],
    ['a colon in the username', { ...whole, bonifiq: { ...bonifiq, username: 'hunter2:x' } }, 'bonifiq.username'],
  ])('still verifies deliveries with unusable credentials: %s', (_name, value, place) => {
    const parsed = parse(value);
    if (parsed.kind === 'invalid') throw new Error('It was refused.');
    expect(parsed.secrets.bonifiq).toBeNull();
    expect(parsed.secrets.webhookSecrets).toEqual(value.webhookSecrets);
    expect(parsed.faults.join()).toContain(place);
    expect(parsed.faults.join()).not.toMatch(/hunter2|4711|pass-word/);
  });

  test.each([
    [[], 'secret: Invalid input: expected object, received array'],
    [{ bonifiq }, 'webhookSecrets: Invalid input: expected array, received undefined'],
    [{ bonifiq, webhookSecrets: [] }, 'webhookSecrets: Too small: expected array to have >=1 items'],
    [{ bonifiq, webhookSecrets: [''] }, 'webhookSecrets.0: Too small: expected string to have >=1 characters'],
    [{ bonifiq, webhookSecrets: [5] }, 'webhookSecrets.0: Invalid input: expected string, received number'],
  ])('says what is wrong with it: %j', (value, reason) => {
    const parsed = parse(value);
    expect(parsed.kind === 'invalid' ? parsed.reasons.at(-1) : null).toBe(reason);
  });

  test('with all its faults named together', () => {
    expect(parse({ bonifiq: { username: '' }, webhookSecrets: [''] })).toMatchObject({
      reasons: [
        expect.stringContaining('username'),
        expect.stringContaining('password'),
        expect.stringContaining('webhookSecrets.0'),
      ],
    });
  });
});

test.each<[string, unknown, string | undefined]>([
  ['a key', 'k'.repeat(32), 'k'.repeat(32)],
  ['none', undefined, undefined],
  ['one that could be guessed', 'k'.repeat(31), undefined],
  ['no text', 7, undefined],
])('customers are found by %s, and nothing else of the secret is worse for it', (_, customerKey, expected) => {
  const parsed = parse({
    bonifiq: { username: 'u', password: 'p' },
    webhookSecrets: ['a-made-up-secret'],
    customerKey,
  });
  expect(parsed).toMatchObject({ kind: 'parsed', faults: [] });
  const secrets = parsed.kind === 'parsed' ? parsed.secrets : null;
  expect(secrets?.customerKey).toBe(expected);
});

describe("the key of the shop's API", () => {
  const storeApi = { consumerKey: 'ck_0123456789abcdef', consumerSecret: 'cs_0123456789abcdef' };

  test('is read where it is there, and its version is that of the credentials', () => {
    expect(secretsOf({ ...whole, storeApi }).storeApi).toEqual(storeApi);
    expect(secretsOf({ ...whole, storeApi }).version).toBe(secretsOf(whole).version);
    expect('storeApi' in secretsOf(whole)).toBe(false);
    expect(parse(whole)).toMatchObject({ storeApiFaults: [] });
    const ofShopify = [{ accessToken: 'shpat_0123456789' }, { clientId: '0123456789', clientSecret: 'shpss_0123' }];
    for (const one of ofShopify) expect(secretsOf({ ...whole, storeApi: one }).storeApi).toEqual(one);
  });

  test.each([
    ['no secret', { consumerKey: 'hunter2-hunter2' }, 'storeApi.consumerSecret'],
    ['an empty key', { ...storeApi, consumerKey: '' }, 'storeApi.consumerKey'],
    ['a colon in the key', { ...storeApi, consumerKey: 'hunter2:x' }, 'storeApi.consumerKey'],
    ['a text', 'hunter2-hunter2', 'storeApi'],
    ['an empty token', { accessToken: '' }, 'storeApi.accessToken'],
    ['a line break in the token', { accessToken: 'hunter2\n' }, 'storeApi.accessToken'],
    ['no client secret', { clientId: 'hunter2' }, 'storeApi.clientSecret'],
    ['no client id', { clientSecret: 'hunter2' }, 'storeApi.clientId'],
  ])('is left out with a fault that quotes nothing: %s', (_name, value, place) => {
    const parsed = parse({ ...whole, storeApi: value });
    if (parsed.kind === 'invalid') throw new Error('It was refused.');
    expect(parsed.secrets).toMatchObject({ bonifiq, webhookSecrets: whole.webhookSecrets });
    expect('storeApi' in parsed.secrets).toBe(false);
    expect(parsed.faults).toEqual([]);
    expect(parsed.storeApiFaults.join()).toContain(place);
    expect(parsed.storeApiFaults.join()).not.toMatch(/hunter2/);
  });
});
