import { parseJson } from '../src/shared/parse-json.ts';
import type { Refusal } from './envelope.ts';

/** The body of a change, once it keeps every documented rule. */
interface AskedChange {
  readonly points: number;
  readonly changeKey: string;
  readonly reason: string;
  readonly customerReason: string | null;
}

export type CheckedChange =
  | { readonly kind: 'asked'; readonly change: AskedChange }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const int32 = 2 ** 31;

/**
 * Checks a body as strictly as the documentation can be read. Error numbers are those of the legacy list (7, 9, 10, 16) where
 * it has a fitting one; the code names are the sandbox's own, since none are documented.
 *
 * @see https://developers.bonifiq.com.br/api-reference/customer/add-or-remove-points-from-a-customer
 * @see https://developers.bonifiq.com.br/api-reference/product/returns-a-estimated-value-of-points-give-from-a-list-of-products
 */
export function checkChange(body: string): CheckedChange {
  const fields = fieldsOf(body);
  if (fields === null) return refused('InvalidBody', 'The body is not a JSON object');
  const { Points, OperationType, Reason, ChangeKey, CustomerReason = null } = fields;
  if (typeof Points !== 'number' || !Number.isInteger(Points) || Points < -int32 || Points >= int32) {
    return refused('PointsInvalid', 'Points must be a 32-bit integer');
  }
  if (Points === 0) return refused('PointsCannotBeZero', 'Points cannot be zero', 16);
  if (OperationType !== 0 && OperationType !== 1)
    return refused('OperationTypeInvalid', 'OperationType must be 0 or 1');
  if (Points > 0 !== (OperationType === 0))
    return refused('PointsSignMismatch', 'The sign of Points does not fit OperationType', 9);
  if (typeof Reason !== 'string' || Reason.trim() === '') return refused('ReasonRequired', 'Reason is required', 7);
  if (typeof ChangeKey !== 'string' || ChangeKey.trim() === '')
    return refused('ChangeKeyRequired', 'ChangeKey is required', 7);
  if (CustomerReason !== null && typeof CustomerReason !== 'string')
    return refused('CustomerReasonInvalid', 'CustomerReason must be a text');
  if (CustomerReason !== null && CustomerReason.length > 255) {
    return refused('CustomerReasonTooLong', 'CustomerReason is longer than 255 characters', 10);
  }
  return {
    kind: 'asked',
    change: { points: Points, changeKey: ChangeKey, reason: Reason, customerReason: CustomerReason },
  };
}

/** The fields of a JSON object, null for any other text. */
export function fieldsOf(body: string): Readonly<Record<string, unknown>> | null {
  const parsed = parseJson(body);
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : null;
}

function refused(codeName: string, message: string, errorCode?: number): CheckedChange {
  return {
    kind: 'refused',
    refusal: { status: 400, message, codeName, ...(errorCode === undefined ? {} : { errorCode }) },
  };
}
