import { afterEach, describe, expect, test } from 'vitest';
import type { SecretsResult, StoreSecrets, StoreSecretsReader } from '../../../src/ports/secrets-reader.ts';

/** The secrets of one store under test. */
export interface OpenSecrets {
  readonly secrets: StoreSecretsReader;
  close(): Promise<void>;
}

export const STORE = 'loja';
const never = new AbortController().signal;
const bonifiq = { username: 'APIUSER-loja', password: ' pass:wörd &amp; more ' };

/** What receiving and settling rely on, wherever the secrets are kept. `open` stores the given one for `STORE`. */
export function describeStoreSecrets(name: string, open: (secret: object) => Promise<OpenSecrets>): void {
  describe(`store secrets conformance: ${name}`, () => {
    let subject: OpenSecrets | null = null;
    afterEach(() => subject?.close());

    async function read(secret: object, how: 'read' | 'reread' = 'read'): Promise<StoreSecrets> {
      subject = await open(secret);
      return secretsIn(await subject.secrets[how](STORE, never));
    }

    test.each(['read', 'reread'] as const)('%s gives them exactly as they are stored', async (how) => {
      const webhookSecrets = [' spaces at both ends ', 'entities &amp; &quot;quotes&quot;', 'ünïcode-🦆-0123456789'];
      expect(await read({ bonifiq, webhookSecrets }, how)).toMatchObject({ bonifiq, webhookSecrets });
    });

    test('the order of the webhook secrets is kept', async () => {
      const webhookSecrets = ['whsec-b-0123456789', 'whsec-a-0123456789', 'whsec-c-0123456789'];
      expect((await read({ bonifiq, webhookSecrets })).webhookSecrets).toEqual(webhookSecrets);
    });

    test('what else is stored is left out', async () => {
      const storeApi = { key: 'ck_made_up', secret: 'cs_made_up' };
      const secret = { bonifiq, webhookSecrets: ['whsec-0123456789'], storeApi };
      expect(JSON.stringify(await read(secret))).not.toContain('cs_made_up');
    });

    test('the version changes with the credentials, and with nothing else', async () => {
      const first = await read({ bonifiq, webhookSecrets: ['whsec-1-0123456789'] });
      await subject?.close();
      const rotated = await read({ bonifiq, webhookSecrets: ['whsec-2-0123456789'] });
      await subject?.close();
      const changed = await read({ bonifiq: { ...bonifiq, password: 'p' }, webhookSecrets: ['whsec-1-0123456789'] });
      expect(rotated.version).toBe(first.version);
      expect(changed.version).not.toBe(first.version);
    });

    test('reading again gives the same', async () => {
      const once = await read({ bonifiq, webhookSecrets: ['whsec-0123456789'] });
      for (const how of ['read', 'reread', 'reread', 'read'] as const) {
        expect(await subject?.secrets[how](STORE, never)).toEqual({ kind: 'read', secrets: once });
      }
    });
  });
}

function secretsIn(result: SecretsResult): StoreSecrets {
  if (result.kind !== 'read') throw new Error(`the secrets are ${result.kind}`);
  return result.secrets;
}
