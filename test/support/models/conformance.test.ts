import { describe } from 'vitest';
import { createSandboxCore } from '../../../sandbox/sandbox-core.ts';
import { parseDeliveryMessage, parseUnverifiedMessage } from '../../../src/aws/sqs/delivery-message.ts';
import { parsePromotionMessage } from '../../../src/aws/sqs/promotion-message.ts';
import { describeAccountStates } from '../conformance/account-states.ts';
import { describeAudienceFiles } from '../conformance/audience-files.ts';
import { describeBonifiqClient } from '../conformance/bonifiq-client.ts';
import { describeDeliveryQueue } from '../conformance/delivery-queue.ts';
import { describeLedger } from '../conformance/ledger.ts';
import { describePostingQueue } from '../conformance/posting-queue.ts';
import { describePromotionQueue } from '../conformance/promotion-queue.ts';
import { describeReconciliations } from '../conformance/reconciliations.ts';
import { describeRunStore } from '../conformance/run-store.ts';
import { describeStoreSecrets } from '../conformance/secrets.ts';
import { describeStoreActivities } from '../conformance/store-activity.ts';
import { describeSubscriptionWatches } from '../conformance/subscription-watches.ts';
import { describeUnverifiedCounts } from '../conformance/unverified-counts.ts';
import { describeUnverifiedQueue } from '../conformance/unverified-queue.ts';
import { createModelAccountStates } from './account-states.ts';
import { createModelAudienceFiles } from './audience-files.ts';
import { createModelBonifiqClient } from './bonifiq-client.ts';
import { createModelLedger } from './ledger.ts';
import { createModelPromotionQueue } from './promotion-queue.ts';
import { createModelQueue } from './queue.ts';
import { createModelReconciliations } from './reconciliations.ts';
import { createModelRunStore } from './run-store.ts';
import { CREDENTIALS, createModelSecrets } from './secrets.ts';
import { createModelStoreActivities } from './store-activity.ts';
import { createModelSubscriptionWatches } from './subscription-watches.ts';
import { createModelUnverifiedCounts } from './unverified-counts.ts';
import { createModelUnverifiedMessages, createModelUnverifiedQueue } from './unverified-queue.ts';

// What the simulated histories run on behaves as the real adapters do.

const nothingToClose = async () => {};

describeLedger('model', async () => {
  const ledger = createModelLedger({ pageSize: 7 });
  const ofOtherShops = async (nowMs: number) =>
    ledger
      .ofOtherShops()
      .filter(({ untilMs }) => untilMs > nowMs)
      .map(({ pk, of, delivery }) => {
        return { pk, host: of.host, order: of.described?.order ?? null, receivedAtMs: delivery.receivedAtMs };
      });
  return { ledger, ofOtherShops, close: nothingToClose };
});

describeAccountStates('model', async () => ({ slots: createModelAccountStates(), close: nothingToClose }));

describeStoreActivities('model', async () => ({
  slots: createModelStoreActivities(),
  close: nothingToClose,
}));

describeRunStore('model', async () => ({ shelf: createModelRunStore(), close: nothingToClose }));

describeBonifiqClient('model', async (customers) => {
  const sandbox = createSandboxCore({ ...CREDENTIALS, customers, now: Date.now });
  return {
    api: createModelBonifiqClient(sandbox, Date.now),
    credentials: CREDENTIALS,
    balance: (customer) => sandbox.state().balances[customer] ?? 0,
    close: nothingToClose,
  };
});

describePostingQueue('model', async () => {
  let nowMs = 0;
  const queue = createModelQueue(() => nowMs);
  return {
    queue,
    receive: async () => queue.receive(nowMs),
    passTime: async (ms) => {
      nowMs += ms;
    },
    close: nothingToClose,
  };
});

describeDeliveryQueue('model', async () => {
  let nowMs = 0;
  const queue = createModelQueue(() => nowMs);
  return {
    deliveries: queue,
    async receive() {
      const batch = queue.poll(10);
      for (const { messageId } of batch) queue.delete(messageId);
      return batch.flatMap(({ body }) => parseDeliveryMessage(body) ?? []);
    },
    passTime: async (ms) => {
      nowMs += ms;
    },
    close: nothingToClose,
  };
});

describeUnverifiedQueue('model', async () => {
  let nowMs = 0;
  const messages = createModelUnverifiedMessages(() => nowMs);
  return {
    unverified: createModelUnverifiedQueue(messages),
    async receive() {
      const batch = messages.poll(10);
      for (const { messageId } of batch) messages.delete(messageId);
      return batch.flatMap(({ body }) => parseUnverifiedMessage(body) ?? []);
    },
    passTime: async (ms) => {
      nowMs += ms;
    },
    close: nothingToClose,
  };
});

describeReconciliations('model', async () => ({ slots: createModelReconciliations(), close: nothingToClose }));

describeSubscriptionWatches('model', async () => ({
  slots: createModelSubscriptionWatches(),
  close: nothingToClose,
}));

describeUnverifiedCounts('model', async () => ({ slots: createModelUnverifiedCounts(), close: nothingToClose }));

describeStoreSecrets('model', async (secret) => ({ secrets: createModelSecrets(secret), close: nothingToClose }));

describePromotionQueue('model', async () => {
  let nowMs = 0;
  const queue = createModelQueue(() => nowMs);
  return {
    queue: createModelPromotionQueue(queue),
    async receive() {
      const batch = queue.poll(100);
      for (const { messageId } of batch) queue.delete(messageId);
      return batch.flatMap(({ body }) => parsePromotionMessage(body) ?? []);
    },
    passTime: async (ms) => {
      nowMs += ms;
    },
    close: nothingToClose,
  };
});

describe.each([true, false])('with versions: %s', (keepsVersions) => {
  describeAudienceFiles('model', async () => {
    const files = createModelAudienceFiles({ keepsVersions });
    return {
      files,
      keepsVersions,
      put: async (file, content) => files.put(file, Buffer.from(content)),
      remove: async (file) => files.remove(file),
      close: nothingToClose,
    };
  });
});
