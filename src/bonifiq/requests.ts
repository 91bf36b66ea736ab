import { MAX_CUSTOMER_REASON } from '../domain/max-customer-reason.ts';
import type { PointsChange } from '../ports/loyalty-api.ts';

/** One HTTP request without host and credentials. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body: string;
}

/** @see https://developers.bonifiq.com.br/api/private/customer/add-or-remove-points-from-a-customer */
export function changeRequest(change: PointsChange): ApiRequest {
  return {
    method: 'POST',
    path: pointsPath(change.customer),
    body: JSON.stringify({
      Points: change.points,
      OperationType: change.points < 0 ? 1 : 0,
      Reason: change.reason,
      ChangeKey: change.changeKey,
      CustomerReason: sentCustomerReason(change.customerReason),
    }),
  };
}

/** @see https://developers.bonifiq.com.br/api/private/customer/creates-or-updates-a-customer-using-the-originalid-provided-in-the-request-body */
export function upsertRequest(customer: string): ApiRequest {
  const email = customer.includes('@') ? { Email: customer } : {};
  return { method: 'POST', path: '/v1/pvt/Customer/upsert', body: JSON.stringify({ OriginalId: customer, ...email }) };
}

/** @see https://developers.bonifiq.com.br/api/private/customer/retrieve-the-amount-of-points-of-a-given-customer */
export function balanceRequest(customer: string): ApiRequest {
  return { method: 'GET', path: pointsPath(customer), body: '' };
}

function pointsPath(customer: string): string {
  return `${customerPath(customer)}/points`;
}

export function customerPath(customer: string): string {
  return `/v1/pvt/Customer/${encodeURIComponent(customer.toWellFormed())}`;
}

/** What is sent of a text for the shopper. The API shows its own text for `null`. */
export function sentCustomerReason(text: string | null): string | null {
  const plain = withoutHtml(text ?? '')
    .toWellFormed()
    .trim();
  return plain === '' ? null : cut(plain, MAX_CUSTOMER_REASON);
}

function withoutHtml(text: string): string {
  const stripped = text.replace(/<!--[\s\S]*?-->|<[a-z!/?][^<>]*>/gi, '');
  return stripped === text ? text : withoutHtml(stripped);
}

/** In UTF-16 units, never through the middle of a surrogate pair. */
function cut(text: string, longest: number): string {
  return text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
