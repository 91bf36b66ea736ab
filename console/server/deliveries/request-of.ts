import type { LoggedDelivery } from '../../../local/deliveries/delivery-log.ts';
import type { DeliveryRequest } from '../../api.ts';
import { maskedBody } from './masked-body.ts';

/** A page that shows more of it stands still. */
const MAX_BODY = 300_000;

/** Headers of a request that may name a person: where it came from. */
const PERSONAL_HEADERS = /^(?:x-forwarded-for|forwarded|x-real-ip|from|cf-connecting-ip|true-client-ip)$/;

/** A request as it came, without what nobody has asked to see. Signatures and secrets are not in the log. */
export function requestOf({ path, headers, bodyBase64 }: LoggedDelivery, personal: boolean): DeliveryRequest {
  const bytes = Buffer.from(bodyBase64, 'base64');
  const body = maskedBody(bytes, personal);
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    personal || !PERSONAL_HEADERS.test(name) ? value : '***',
  ]);
  return {
    path,
    headers: Object.fromEntries(shown),
    bodyBytes: bytes.byteLength,
    body: body.slice(0, MAX_BODY),
    isCut: body.length > MAX_BODY,
    isMasked: !personal,
  };
}
