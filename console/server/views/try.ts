import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { deliveryOf, moveClock, setFaults, sweepNow } from '../../../cli/local/ask-platform.ts';
import { prepareLogged, signedDelivery } from '../../../local/outgoing-delivery.ts';
import type { Faults, Fixtures, Sent, Swept } from '../../api-try.ts';
import { notFound, Refusal } from '../refusal.ts';
import { locally, read } from '../route.ts';
import { doAct, previewAct } from '../try/act-on-order.ts';
import { currentFaults, faultSchema, toSandbox } from '../try/faults.ts';
import { fixturesFor, prepareFixture, ready } from '../try/fixtures.ts';
import { withOverrides } from '../try/overrides.ts';
import { sendLocally } from '../try/send-locally.ts';
import { typedAmount } from '../try/typed-amount.ts';
import { keyOf } from './orders.ts';

const name = z.string().min(1).max(200);
const sendAsk = z.strictObject({
  fixture: name,
  store: name.optional(),
  topic: name.optional(),
  overrides: z
    .record(z.string().regex(/^(?:\/[^/]+)+$/, 'write it as /line_items/0/price'), z.string().max(10_000))
    .default({}),
});
const replayAsk = z.strictObject({
  delivery: z.string().regex(/^\d{1,15}$/, 'is the number of a delivery'),
  tamper: z.enum(['none', 'body', 'signature']).default('none'),
});
const faultsAsk = z.strictObject({ faults: z.array(faultSchema).max(20) });
/** Ten years, as ./ponte clock takes them. */
const clockAsk = z.strictObject({
  byMs: z
    .int()
    .positive()
    .max(3_660 * 86_400_000),
});
const nothing = z.strictObject({});
const of = { store: name, order: name, preview: z.boolean() };
const units = z.int().min(1).max(100_000);
const amount = z
  .string()
  .max(30)
  .transform((typed, context) => {
    const plain = typedAmount(typed);
    if (plain === null) context.addIssue(`${typed} can be meant in two ways: write it as 1234.00 or as 1.23`);
    return plain ?? typed;
  });
const actAsk = z.discriminatedUnion('act', [
  z.strictObject({ ...of, act: z.literal('refund') }),
  z.strictObject({ ...of, act: z.literal('cancel') }),
  z.strictObject({ ...of, act: z.literal('undoRefund') }),
  z.strictObject({
    ...of,
    act: z.literal('partialRefund'),
    lines: z
      .array(z.strictObject({ id: name, units }))
      .max(1_000)
      .optional(),
    amount: amount.optional(),
  }),
  z.strictObject({
    ...of,
    act: z.literal('exchange'),
    line: name,
    units,
    newTitle: z.string().min(1).max(255),
    newPrice: amount,
  }),
]);

export const tryRoutes = [
  locally('GET', '/api/fixtures', async ({ local }) => ({ fixtures: fixturesFor(local.stores) }) satisfies Fixtures),
  locally('POST', '/api/send', async ({ local }, { body }) => {
    const { fixture, store, topic, overrides } = read(sendAsk, body, 'send');
    const choices = {
      stores: local.stores,
      ...(store !== undefined && { store }),
      ...(topic !== undefined && { topic }),
    };
    const { delivery, topic: sentTopic } = ready(prepareFixture(fixture, choices), fixture);
    const rawBody = withOverrides(delivery.rawBody, overrides);
    const known = local.stores.find(({ id }) => id === delivery.store);
    if (known === undefined) {
      throw notFound('The platform has no such store.', delivery.store, 'GET /api/about lists its stores.');
    }
    const isChanged = rawBody !== delivery.rawBody;
    const secret = known.webhookSecret;
    const outgoing = isChanged ? signedDelivery(known, { topic: sentTopic, rawBody, secret }) : delivery;
    return { deliveries: await sendLocally(local, [outgoing]) } satisfies Sent;
  }),
  locally('POST', '/api/replay', async ({ local }, { body }) => {
    const { delivery: number, tamper } = read(replayAsk, body, 'replay');
    const logged = await deliveryOf(local.control, Number(number));
    if (logged === null) {
      throw notFound(
        'There is no such delivery, or it is kept no longer.',
        `delivery ${number}`,
        'Choose one of the list.',
      );
    }
    const secret = tamper === 'signature' ? randomBytes(24).toString('base64url') : undefined;
    const choices = { stores: local.stores, ...(secret !== undefined && { secret }) };
    const { delivery } = ready(prepareLogged(logged, choices), `delivery ${number}`);
    const rawBody = tamper === 'body' ? withOneBitFlipped(delivery.rawBody) : delivery.rawBody;
    return { deliveries: await sendLocally(local, [{ ...delivery, rawBody }]) } satisfies Sent;
  }),
  locally('POST', '/api/act', async (context, { body, deadline }) => {
    const { store, order, preview, ...act } = read(actAsk, body, 'act');
    const key = keyOf({ store, order });
    return preview ? await previewAct(context, key, act, deadline) : await doAct(context, key, act, deadline);
  }),
  locally('GET', '/api/faults', async ({ local }) => ({ faults: await currentFaults(local.control) }) satisfies Faults),
  locally('POST', '/api/faults', async ({ local }, { body }) => {
    const { faults } = read(faultsAsk, body, 'faults');
    if ((await setFaults(local.control, faults.flatMap(toSandbox))) === null) {
      throw new Refusal(409, {
        what: 'Another points API than the sandbox is called.',
        where: local.bonifiqBaseUrl,
        next: 'Faults are for the sandbox: start the platform without BONIFIQ_BASE_URL and --bonifiq.',
      });
    }
    return { faults: await currentFaults(local.control) } satisfies Faults;
  }),
  locally('POST', '/api/clock', async ({ local, readClock }, { body }) => {
    await moveClock(local.control, read(clockAsk, body, 'clock').byMs);
    return await readClock();
  }),
  locally('POST', '/api/sweep', async ({ local, readClock }, { body }) => {
    read(nothing, body, 'sweep');
    const swept = await sweepNow(local.control);
    if (swept.kind === 'failed') {
      throw new Refusal(502, { what: 'The sweep failed.', where: 'sweep', next: swept.because });
    }
    const { queued, failed } = swept.value;
    return { severity: failed === 0 ? 'success' : 'error', queued, failed, clock: await readClock() } satisfies Swept;
  }),
];

/** In its middle. */
function withOneBitFlipped(bytes: Uint8Array): Uint8Array {
  const changed = Buffer.from(bytes);
  const at = Math.floor(changed.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
