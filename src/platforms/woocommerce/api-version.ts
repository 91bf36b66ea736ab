import type { PayloadFields } from '../payload-fields.ts';

/**
 * Gives a body of API v1 the `*_gmt` times of later versions. v1 has none, because its `date_*` are UTC. The `date_*` of later
 * versions are in the shop's own time, and are never read.
 */
export function withGmtTimes(payload: PayloadFields): PayloadFields {
  if ('date_modified_gmt' in payload) return payload;
  return {
    ...payload,
    date_created_gmt: payload.date_created,
    date_modified_gmt: payload.date_modified,
    date_paid_gmt: payload.date_paid,
    date_completed_gmt: payload.date_completed,
  };
}
