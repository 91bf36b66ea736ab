import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type StageSecret, secretFaults } from '../../deploy/secret-faults.ts';
import { parseSecret } from '../../src/aws/secrets-manager/secret-shape.ts';

interface Written {
  readonly store: string;
  readonly stage?: string;
  readonly account?: string;
  readonly platform?: 'shopify' | 'woocommerce';
  readonly username?: string;
  readonly password?: string;
  readonly webhookSecrets?: readonly string[];
}

/** A store with secrets of its own, but for what is said otherwise. */
function secretOf({ store, stage = 'prod', account = store, platform = 'shopify', ...rest }: Written): StageSecret {
  const { username = `user of ${store} in ${stage}`, password = `password of ${store}` } = rest;
  const { webhookSecrets = [`webhook secret of ${store}`] } = rest;
  const text = JSON.stringify({ bonifiq: { username, password }, webhookSecrets });
  return { stage, store: { id: store, account, platform }, secret: parseSecret(text) };
}

const faultsOf = (...written: Written[]) => secretFaults(written.map(secretOf));
const kindsOf = (...written: Written[]) => faultsOf(...written).map(({ fault, secrets }) => [fault, ...secrets]);

describe('nothing is wrong with', () => {
  test('stores that have everything for themselves', () => {
    expect(faultsOf({ store: 'one' }, { store: 'two' }, { store: 'three' })).toEqual([]);
  });

  test('stores of one account with its credentials', () => {
    const shared = { account: 'ours', username: 'user', password: 'password' };
    expect(faultsOf({ store: 'one', ...shared }, { store: 'two', ...shared })).toEqual([]);
  });

  test('two stages of one shop, which signs for both with its one secret', () => {
    const webhookSecrets = ['webhook secret of the shop'];
    expect(
      faultsOf({ store: 'one', stage: 'prod', webhookSecrets }, { store: 'one', stage: 'trial', webhookSecrets }),
    ).toEqual([]);
  });

  test('a webhook secret that is HTML for WooCommerce, and text for Shopify', () => {
    expect(
      faultsOf(
        { store: 'one', platform: 'woocommerce', webhookSecrets: ['sixteen&amp;letters'] },
        { store: 'two', platform: 'shopify', webhookSecrets: ['sixteen&amp;letters'] },
      ),
    ).toEqual([]);
  });
});

describe('told of one secret', () => {
  const store = { id: 'one', account: 'one', platform: 'shopify' } as const;
  const alone = (secret: StageSecret['secret']) => secretFaults([{ stage: 'prod', store, secret }]);

  test('that it is missing, with the command that keeps it', () => {
    expect(alone({ kind: 'unavailable', because: 'ResourceNotFoundException' })).toEqual([
      { fault: 'missing', secrets: ['ponte/prod/one'], text: 'is missing: npm run secret -- one --stage prod' },
    ]);
  });

  test('that it cannot be read, or used', () => {
    expect(alone({ kind: 'unavailable', because: 'AccessDeniedException' })).toEqual([
      { fault: 'unreadable', secrets: ['ponte/prod/one'], text: 'cannot be read: AccessDeniedException' },
    ]);
    expect(alone({ kind: 'invalid', reasons: ['this', 'that'] })).toMatchObject([
      { fault: 'unreadable', text: 'cannot be used: this; that' },
    ]);
  });

  test('that its credentials cannot be used, beside what else is wrong', () => {
    expect(kindsOf({ store: 'one', username: 'with:colon', webhookSecrets: ['fifteen letters'] })).toEqual([
      ['noCredentials', 'ponte/prod/one'],
      ['shortWebhookSecret', 'ponte/prod/one'],
    ]);
    expect(kindsOf({ store: 'one', webhookSecrets: ['sixteen letters!'] })).toEqual([]);
  });
});

describe('told of several', () => {
  test('a webhook secret that two stores have, an old one, too', () => {
    expect(
      kindsOf(
        { store: 'one', webhookSecrets: ['the new one of one', 'the one they share'] },
        { store: 'two' },
        { store: 'three', webhookSecrets: ['the one they share'] },
      ),
    ).toEqual([['sharedWebhookSecret', 'ponte/prod/one', 'ponte/prod/three']]);
  });

  test('webhook secrets that WooCommerce signs with as one', () => {
    expect(
      kindsOf(
        { store: 'one', platform: 'woocommerce', webhookSecrets: ['sixteen&amp;letters'] },
        { store: 'two', platform: 'woocommerce', webhookSecrets: ['sixteen&letters'] },
        { store: 'three', platform: 'shopify', webhookSecrets: ['sixteen&letters'] },
      ).filter(([fault]) => fault !== 'shortWebhookSecret'),
    ).toEqual([
      ['sharedWebhookSecret', 'ponte/prod/one', 'ponte/prod/two'],
      ['sharedWebhookSecret', 'ponte/prod/one', 'ponte/prod/three'],
      ['sharedWebhookSecret', 'ponte/prod/two', 'ponte/prod/three'],
    ]);
  });

  test('one BonifiQ user under two accounts, even where one of them has an old password', () => {
    expect(kindsOf({ store: 'one', username: 'user' }, { store: 'two' }, { store: 'three', username: 'user' })).toEqual(
      [['sharedAccount', 'ponte/prod/one', 'ponte/prod/three']],
    );
  });

  test('different users, or passwords, under one account', () => {
    expect(kindsOf({ store: 'one', account: 'ours' }, { store: 'two', account: 'ours' })).toEqual([
      ['twoCredentials', 'ponte/prod/one', 'ponte/prod/two'],
    ]);
    const user = { account: 'ours', username: 'user' };
    expect(kindsOf({ store: 'one', ...user }, { store: 'two', ...user })).toEqual([
      ['twoCredentials', 'ponte/prod/one', 'ponte/prod/two'],
    ]);
  });

  test('one BonifiQ user in two stages, each of which would give the points', () => {
    const [fault, ...others] = faultsOf(
      { store: 'one', stage: 'prod', username: 'user' },
      { store: 'one', stage: 'trial', username: 'user' },
    );
    expect(others).toEqual([]);
    expect(fault).toMatchObject({ fault: 'sharedByStages', secrets: ['ponte/prod/one', 'ponte/trial/one'] });
    expect(fault?.text).toContain('the stages prod and trial');
  });
});

test('no fault quotes a secret', () => {
  const secret = fc.string({ minLength: 6, maxLength: 30 }).map((text) => `~${text}~`);
  const written = fc.record({
    store: fc.constantFrom('one', 'two', 'three'),
    stage: fc.constantFrom('prod', 'trial'),
    account: fc.constantFrom('ours', 'theirs'),
    username: secret,
    password: secret,
    webhookSecrets: fc.array(secret, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 6 }), (all) => {
      const told = JSON.stringify(faultsOf(...all));
      for (const { username, password, webhookSecrets } of all) {
        for (const one of [username, password, ...webhookSecrets]) {
          expect(told).not.toContain(JSON.stringify(one).slice(1, -1));
        }
      }
    }),
  );
});
