import { parseJson } from '../shared/parse-json.ts';
import {
  booleanOf,
  codesOf,
  type Fields,
  fieldsOf,
  isSet,
  isStated,
  listOf,
  numberOf,
  textOf,
} from './field-readers.ts';

/**
 * A reply's body, read tolerantly: five shapes of BonifiQ's envelope coexist (current, older without `Severity`,
 * lists, legacy with `ErrorDescriptions`, bare objects), in PascalCase or camelCase, with `Result` or `data`.
 *
 * @see https://developers.bonifiq.com.br/api/private/customer/add-or-remove-points-from-a-customer
 * @see https://github.com/bonifiq/pdv-bonifiqintegration-example `src/bonifiq/httpClient.ts`
 */
export interface Envelope {
  /** The body states an error, a warning or a result, and no unknown severity. */
  readonly legible: boolean;
  readonly error: boolean;
  readonly warning: boolean;
  readonly customerExists: boolean | null;
  readonly balance: number | null;
  readonly codeName: string | null;
  readonly errorCodes: readonly number[];
  /** All texts that may describe an error. */
  readonly texts: readonly string[];
}

/** How many characters of a reply's texts are looked at, together: patterns of a configuration search in them. */
export const MAX_TEXT = 2_000;
/** A code name is stored with the entry, and an item of the ledger has limited size. */
const maxName = 100;

/** Never throws. */
export function readEnvelope(body: string): Envelope {
  const json = parseJson(body);
  const root = fieldsOf(json);
  if (root === null) return illegible(typeof json === 'string' ? json : body);

  const result = resultOf(root);
  const severity = readSeverity(root.get('severity'));
  const resultError = result?.get('error');
  const error = isSet(root.get('haserror')) || severity === 'error' || isStated(resultError);
  const warning = isSet(root.get('haswarning')) || severity === 'warning';
  const descriptions = listOf(root.get('errordescriptions')).map(
    (item) => fieldsOf(item) ?? new Map([['description', item]]),
  );
  return {
    legible: error || (severity !== 'unheard-of' && (warning || result !== null)),
    error,
    warning,
    customerExists: booleanOf(result?.get('customerexists')),
    balance: numberOf(result?.get('pointsbalance')),
    codeName: textOf(root.get('codename'))?.slice(0, maxName) ?? null,
    errorCodes: [root.get('errorcode'), ...descriptions.map((fields) => fields.get('description'))].flatMap(codesOf),
    texts: upToLimit([
      root.get('errormessage'),
      root.get('friendlyerrormessage'),
      resultError,
      ...listOf(root.get('errormessages')),
      ...descriptions.map(describe),
      root.get('error'),
      root.get('message'),
      root.get('title'),
      root.get('detail'),
    ]),
  };
}

/** A plain text may still describe the error; a page of HTML does not. */
function illegible(body: string): Envelope {
  const text = body.trim().slice(0, MAX_TEXT);
  return {
    legible: false,
    error: false,
    warning: false,
    customerExists: null,
    balance: null,
    codeName: null,
    errorCodes: [],
    texts: text === '' || text.startsWith('<') ? [] : [text],
  };
}

/** The first texts, cut off where the limit is. */
function upToLimit(values: readonly unknown[]): string[] {
  let left = MAX_TEXT;
  return values.flatMap((value) => {
    const text = textOf(value)?.slice(0, left) ?? '';
    left -= text.length;
    return text === '' ? [] : [text];
  });
}

function resultOf(root: Fields): Fields | null {
  const bare = root.has('customerexists') || root.has('pointsbalance');
  return fieldsOf(root.get('result')) ?? fieldsOf(root.get('data')) ?? (bare ? root : null);
}

function readSeverity(value: unknown): 'success' | 'warning' | 'error' | 'absent' | 'unheard-of' {
  switch (typeof value === 'string' ? value.toLowerCase() : value) {
    case undefined:
    case null:
      return 'absent';
    case 0:
    case '0':
    case 'success':
      return 'success';
    case 1:
    case '1':
    case 'warning':
      return 'warning';
    case 2:
    case '2':
    case 'error':
      return 'error';
    default:
      return 'unheard-of';
  }
}

/** The description with its field's name, which says what it is about. */
function describe(fields: Fields): string | null {
  const text = textOf(fields.get('description'));
  return text === null
    ? null
    : [textOf(fields.get('field')), textOf(fields.get('fieldtext')), text].filter((part) => part !== null).join(' ');
}
