import { type ApiRequest, customerPath } from './requests.ts';

/** The largest page that the API gives. */
const HISTORY_PAGE_SIZE = 50;

/**
 * One page of a customer's history, from 1. A POST that reads.
 *
 * @see https://developers.bonifiq.com.br/api-reference/customer/returns-a-timeline-history-of-points-usage-from-the-customer
 */
export function historyRequest(customer: string, page: number): ApiRequest {
  const query = `PageNumber=${page}&PageSize=${HISTORY_PAGE_SIZE}`;
  return { method: 'POST', path: `${customerPath(customer)}/history?${query}`, body: '' };
}
