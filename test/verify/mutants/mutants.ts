import type { Mutant } from './mutant.ts';
import { MUTANTS_OF_DECISIONS } from './mutants-of-decisions.ts';
import { MUTANTS_OF_PROMOTIONS } from './mutants-of-promotions.ts';
import { MUTANTS_OF_RECONCILIATION } from './mutants-of-reconciliation.ts';
import { MUTANTS_OF_REFUNDS } from './mutants-of-refunds.ts';

/** Each is a mistake that somebody could make, and that would double, lose or misdirect points, or tell what must not be told. */
export const MUTANTS: readonly Mutant[] = [
  {
    words: 'the attempt is not pinned in the ledger before its call',
    file: 'src/posting/mark-attempt.ts',
    find: `  const current = await changeRecord(
    ledger,
    before,
    (record) => (record === before.record ? { save: begun, result: null } : { result: null }),
    deadline.signal,
  );`,
    put: '  const current = { ...before, record: begun };',
  },
  {
    words: 'what records a delivery leaves out the mark of the attempt that follows',
    file: 'src/posting/record-facts.ts',
    find: 'save: lease && unmarked ? withMark(planned, unmarked, lease, now()) : planned',
    put: 'save: planned',
  },
  {
    words: 'the attempt begins before the write that records and marks is durable',
    file: 'src/posting/record-facts.ts',
    find: 'const slot = slotOf<OrderRecord>(ledger, key);',
    put: `const later = slotOf<OrderRecord>(ledger, key);
  const slot = { ...later, save: async (...call) => { void later.save(...call).catch(() => {}); return 'saved'; } };`,
  },
  {
    words: "another worker's mark is taken for one's own",
    file: 'src/posting/record-facts.ts',
    find: 'const isMarkedByUs = lease !== null && markedBy(known, lease) !== null;',
    put: 'const isMarkedByUs = unmarked !== null && known.entries.some((entry) => entry.lease !== null);',
  },
  {
    words: 'what is planned on an outdated read is written over newer records',
    file: 'src/posting/record-facts.ts',
    find: `    signal,
    seen,
  );`,
    put: `    signal,
    seen && { record: seen.record, version: (await ledger.load(key, signal))?.version ?? 0 },
  );`,
  },
  {
    words: 'the change key is made anew for every attempt',
    file: 'src/posting/attempt-entry.ts',
    find: 'return { customer: record.customer, points, changeKey, reason, customerReason };',
    put: `return { customer: record.customer, points, changeKey: \`\${changeKey}-\${entry.attempts}\` as never, reason, customerReason };`,
  },
  {
    words: 'that an answer is outstanding is forgotten',
    file: 'src/domain/attempt.ts',
    find: 'unresolvedAttempts: [...entry.unresolvedAttempts, attempt],',
    put: 'unresolvedAttempts: entry.unresolvedAttempts,',
  },
  {
    words: 'an entry that may have been applied is withdrawn',
    file: 'src/domain/entry.ts',
    find: 'return !CLOSED.has(entry.state) && entry.unresolvedAttempts.length === 0;',
    put: 'return !CLOSED.has(entry.state);',
  },
  {
    words: "refunds are reckoned by today's rule",
    file: 'src/domain/plan-entries.ts',
    find: 'const pinned = record.pinned ?? rulePinnedNow(record, store);',
    put: 'const pinned = rulePinnedNow(record, store) ?? record.pinned;',
  },
  {
    words: 'points are taken back from whoever the newest body names',
    file: 'src/posting/attempt-entry.ts',
    find: 'return { customer: record.customer, points,',
    put: 'return { customer: record.facts.customer?.value ?? record.customer, points,',
  },
  {
    words: 'whatever arrives last is believed, however old',
    file: 'src/domain/merge-facts.ts',
    find: 'current !== null && (compareObservations(observed, current.observed) < 0 || saysTheSame(next, current))',
    put: 'current !== null && saysTheSame(next, current)',
  },
  {
    words: 'any signature will do',
    file: 'src/webhooks/verify-sender.ts',
    find: 'if (platform.verify(rawBody, signature, read.secrets.webhookSecrets))',
    put: 'if (platform.verify(rawBody, signature, read.secrets.webhookSecrets) || signature.length > 0)',
  },
  {
    words: 'a failing signature is refused by what was read before it came',
    file: 'src/webhooks/verify-sender.ts',
    find: '() => secrets.readSince(store.id, arrivedAtMs, signal)',
    put: '() => secrets.read(store.id, signal)',
  },
  {
    words: 'what rests until it can be verified is taken off its queue',
    file: 'src/lambda/posting-message.ts',
    find: 'return rests ? { outcome: replayed, comesAgain: true } : handled(replayed);',
    put: 'return rests ? handled(replayed) : handled(replayed);',
  },
  {
    words: 'what the queue kept is believed unverified',
    file: 'src/webhooks/replay-delivery.ts',
    find: "if (sender.kind === 'refused') return await refuse(dependencies, delivery, sender.outcome, deadline);",
    put: '',
  },
  {
    words: 'a delivery is acknowledged that neither ledger nor queue took',
    file: 'src/webhooks/keep-in-queue.ts',
    find: "return outcome('notRecorded', why);",
    put: "return outcome('deferred', why);",
  },
  {
    words: 'a body that cannot be read is acknowledged and dropped',
    file: 'src/webhooks/park-delivery.ts',
    find: 'tryTo(() => ledger.parkDelivery(explained(delivery, why), signal), why, emit)',
    put: "tryTo(async () => '', why, emit)",
  },
  {
    words: 'a body of another host is merged',
    file: 'src/platforms/woocommerce/interpret-woocommerce.ts',
    find: "if (!isOurs) return otherShop(host, 'siteUrl', { order: order.id, body: arrived });",
    put: '',
  },
  {
    words: 'a body of another host is acknowledged and dropped',
    file: 'src/webhooks/park-delivery.ts',
    find: 'tryTo(() => ledger.parkOtherShop(explained(delivery, why), of, time, signal), why, emit)',
    put: "tryTo(async () => '', why, emit)",
  },
  {
    words: 'the newest body of another host gives way to an older one',
    file: 'src/domain/observation.ts',
    find: 'observationOf(NOTHING_KNOWN, other)) > 0;',
    put: 'observationOf(NOTHING_KNOWN, other)) < 0;',
  },
  {
    words: 'a body that was redriven stays among the parked',
    file: 'src/webhooks/replay-delivery.ts',
    find: 'await clear(dependencies, delivery.parkedPk, delivery.receivedAtMs, deadline);',
    put: '',
  },
  {
    words: 'the sweep queues nothing',
    file: 'src/posting/sweep.ts',
    find: 'const { failed } = await queue.send(keys, 0, deadline.signal);',
    put: 'const { failed } = await queue.send([], 0, deadline.signal);',
  },
  {
    words: 'the platform is kept waiting for longer than it waits',
    file: 'src/shared/time-budgets.ts',
    find: 'answerWithin: 3_600,',
    put: 'answerWithin: 9_000,',
  },
  {
    words: 'keys are shown with the customer in them',
    file: 'src/posting/describe-outcome.ts',
    find: 'changeKey: maskedKey(entry.changeKey)',
    put: 'changeKey: entry.changeKey',
  },
  {
    words: 'a removal that the balance does not cover counts as taken',
    file: 'src/domain/entry.ts',
    find: "return entry.state === 'applied' ||",
    put: "return entry.state === 'applied' || entry.parked === 'insufficientBalance' ||",
  },
  ...MUTANTS_OF_REFUNDS,
  ...MUTANTS_OF_PROMOTIONS,
  ...MUTANTS_OF_DECISIONS,
  ...MUTANTS_OF_RECONCILIATION,
  {
    words: 'an entry that has to wait is left without a word',
    file: 'src/posting/report-run.ts',
    find: "if (result === null && stop.kind === 'wait') return;",
    put: "if (stop.kind === 'wait' || stop.kind === 'blocked') return;",
  },
  {
    words: 'a store that has gone silent is left without a word',
    file: 'src/domain/store-activity.ts',
    find: 'return allowedMs === null || silentMs <= allowedMs ? null : { silentMs, allowedMs };',
    put: 'return allowedMs === null || silentMs <= 2 * allowedMs ? null : { silentMs, allowedMs };',
  },
];
