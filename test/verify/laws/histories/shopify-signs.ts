import { field, type Json, list, text } from '../oracle/json.ts';
import { FULLY_PAID, isOrder, isRefund } from '../oracle/shopify-facts.ts';
import type { Sign } from './history.ts';

const refundsIn = (body: Json): readonly Json[] =>
  isOrder(body) ? list(body, 'refunds') : isRefund(body) ? [body] : [];

const hasId = (id: string) => (json: Json) => text(json, 'id') === id;

export const showsRefund =
  (id: string): Sign =>
  (bodies) =>
    bodies.some((body) => refundsIn(body).some(hasId(id)));

export const showsStatus =
  (transactionId: string, status: string): Sign =>
  (bodies) =>
    bodies.some((body) =>
      [body, ...refundsIn(body).flatMap((refund) => list(refund, 'transactions'))].some(
        (json) => hasId(transactionId)(json) && text(json, 'status') === status,
      ),
    );

const linesIn = (body: Json, id: string): readonly Json[] =>
  isOrder(body) ? list(body, 'line_items').filter(hasId(id)) : [];

const isFullyPaid = (body: Json): boolean => FULLY_PAID.has(text(body, 'financial_status') ?? '');

/** A paid order whose line shows that units of it are gone. */
export const showsGone =
  (lineId: string): Sign =>
  (bodies) =>
    bodies.some((body) =>
      linesIn(body, lineId).some(
        (line) =>
          field(line, 'current_quantity') !== undefined && text(line, 'current_quantity') !== text(line, 'quantity'),
      ),
    );

export const showsLinePaid =
  (lineId: string): Sign =>
  (bodies) =>
    bodies.some((body) => linesIn(body, lineId).length > 0 && isFullyPaid(body));

export const showsLineUnpaid =
  (lineId: string): Sign =>
  (bodies) =>
    bodies.some((body) => linesIn(body, lineId).length > 0 && text(body, 'financial_status') === 'partially_paid');

export const showsPartlyPaid: Sign = (bodies) =>
  bodies.some((body) => text(body, 'financial_status') === 'partially_paid');

export const showsCancelled: Sign = (bodies) => bodies.some((body) => text(body, 'cancelled_at') !== null);

export const showsPaid: Sign = (bodies) => bodies.some(isFullyPaid);
