import { type Outcome, outcome } from '../domain/outcome.ts';
import type { ParkedReason } from '../domain/parked-reasons.ts';
import { type Explanation, explain } from '../domain/reasons.ts';
import type { Ledger, OfOtherShop, ParkedDelivery } from '../ports/ledger.ts';
import type { Emit } from '../ports/telemetry.ts';
import { type Deadline, signalWithReserve } from '../shared/deadline.ts';
import { TIME } from '../shared/time-budgets.ts';
import type { BodyForAPerson, ProvenBody } from './record-body.ts';

type Unexplained = Omit<ParkedDelivery, keyof Explanation>;

/** The outcome of parking a delivery, and the key under which it is listed; `null` when it is not listed. */
export interface Parking {
  readonly outcome: Outcome;
  readonly pk: string | null;
}

interface Dependencies {
  readonly ledger: Ledger;
  readonly emit: Emit;
}

const DAY_MS = 24 * 3_600_000;

/** Long enough to notice that a shop has moved. Bodies of a staging copy expire. */
const OTHER_SHOP_KEPT_MS = 60 * DAY_MS;

/** Parks a body that `recordBody` left to a person. Never rejects; `notRecorded` when the ledger does not take it. */
export async function parkBody(
  dependencies: Dependencies,
  store: string,
  { rawBody: body, topic, receivedAtMs }: ProvenBody,
  left: BodyForAPerson,
  deadline: Deadline,
): Promise<Parking> {
  const delivery = { store, topic, signature: null, receivedAtMs, body };
  const signal = signalWithReserve(deadline, TIME.deferring);
  const order = left.kind === 'toPark' ? left.order : (left.described?.order ?? null);
  const { outcome, pk } =
    left.kind === 'toPark'
      ? await tryToParkDelivery(dependencies, delivery, left.why, signal)
      : await tryToParkOtherShop(dependencies, delivery, left, { nowMs: deadline.now(), signal });
  return { outcome: { ...outcome, order }, pk };
}

/** Parks a delivery with its body. Rejects as the ledger does. */
export async function parkDelivery(
  ledger: Ledger,
  delivery: Unexplained,
  why: Explanation<ParkedReason>,
  signal: AbortSignal,
): Promise<Outcome> {
  await ledger.parkDelivery(explained(delivery, why), signal);
  return keptFor(why);
}

/** The same, but never rejects: `notRecorded` when the ledger does not take the delivery. */
export async function tryToParkDelivery(
  { ledger, emit }: Dependencies,
  delivery: Unexplained,
  why: Explanation<ParkedReason>,
  signal: AbortSignal,
): Promise<Parking> {
  return await tryTo(() => ledger.parkDelivery(explained(delivery, why), signal), why, emit);
}

/** Parks a body of another host in the same way. The ledger keeps the newest of each order; a person decides whether the shop has moved. */
async function tryToParkOtherShop(
  { ledger, emit }: Dependencies,
  delivery: Unexplained,
  of: OfOtherShop & { readonly setting: string },
  { nowMs, signal }: { readonly nowMs: number; readonly signal: AbortSignal },
): Promise<Parking> {
  const why = explain('otherShop', of.host, of.setting);
  const time = { nowMs, untilMs: nowMs + OTHER_SHOP_KEPT_MS };
  return await tryTo(() => ledger.parkOtherShop(explained(delivery, why), of, time, signal), why, emit);
}

async function tryTo(park: () => Promise<string>, why: Explanation<ParkedReason>, emit: Emit): Promise<Parking> {
  try {
    const pk = await park();
    return { outcome: keptFor(why), pk };
  } catch (error) {
    emit({ kind: 'warning', message: 'a delivery could not be parked', error });
    const { reason, because } = explain('ledgerNotWritten');
    const told = { reason, because: `for a person (${why.because}), but ${because}` };
    return { outcome: outcome('notRecorded', told), pk: null };
  }
}

function keptFor({ reason, because }: Explanation<ParkedReason>): Outcome {
  return outcome('parked', { reason, because: `kept for a person: ${because}` });
}

/** Copies field by field: a delivery has other fields, which are not stored. */
function explained(
  { store, topic, signature, receivedAtMs, body }: Unexplained,
  { reason, because }: Explanation<ParkedReason>,
): ParkedDelivery {
  return { store, topic, signature, receivedAtMs, body, reason, because };
}
