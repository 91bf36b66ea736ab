import { keepingNumbers, type Raw } from '../../../local/raw-json.ts';

/** Values that open something: never shown. */
const SECRET = /secret|token|signature|password|authorization|order_key|api_key|payment_url/i;

/** Texts under these names are the shop's own, or of fixed words: they name nobody. */
const PLAIN = new Set(
  `admin_graphql_api_id cancel_reason channel code currency currency_code created_via discount_type financial_status
  fulfillment_service fulfillment_status gateway href kind method_id method_title parent_name payment_method
  payment_method_title presentment_currency price processing_method rate_code reason restock_type shop_domain sku source_name
  state status subtotal tags target_selection target_type tax_class tax_status title topic total total_tax type value_type
  variant_title vendor version webhook_id`.split(/\s+/),
);
/** All under these names is a person's. */
const PERSON =
  /^(?:billing|shipping|customer|.*address(?:es)?|note_attributes|meta_data|client_details|payment_details|receipt|properties|destination|user)$/;
/** So is the value of each of these, wherever it stands. */
const PERSONAL =
  /phone|mail|_ip$|user_agent|note|company|city|province|zip|postcode|latitude|longitude|cpf|cnpj|document/i;
/** Ids, amounts, instants and such. */
const HARMLESS =
  /^(?:|[+-]?\d{1,10}(?:\.\d{1,12})?|#\d{1,12}|\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?|[A-Z]{3}|gid:\/\/[\w/]+)$/;
/** What has names of goods and services. */
const LINES = /^(?:line_item|(?:line_items|shipping_lines|fee_lines|coupon_lines|tax_lines|taxes))$/;
/** As many digits as a CPF or a CNPJ has. */
const DOCUMENT = /^(?:\d{11}|\d{14})$/;

/**
 * A body as text, indented where it is JSON. Unless a person has asked for it, only what is known to name nobody is shown: numbers,
 * instants, fixed words and names of goods. What opens something is not shown at all.
 */
export function maskedBody(bytes: Uint8Array, personal: boolean): string {
  const text = Buffer.from(bytes).toString('utf8');
  const parsed = keepingNumbers(text);
  if (parsed === null) return personal ? text : `*** ${bytes.byteLength} bytes that are not JSON`;
  return JSON.stringify(masked(parsed.value, { name: '', within: '', isPersons: false, personal }), null, 2);
}

interface Place {
  readonly name: string;
  /** The name of the object that it stands in. */
  readonly within: string;
  /** Below a name under which all is a person's. */
  readonly isPersons: boolean;
  readonly personal: boolean;
}

function masked(value: Raw, place: Place): unknown {
  if (Array.isArray(value)) return value.map((one) => masked(one, place));
  if (typeof value === 'object' && value !== null && !JSON.isRawJSON(value)) {
    const inside = Object.entries(value).map(([name, one]) => {
      const isPersons = place.isPersons || PERSON.test(name);
      return [name, masked(one, { ...place, name, within: place.name, isPersons })];
    });
    return Object.fromEntries(inside);
  }
  if (value === null || typeof value === 'boolean' || value === '') return value;
  if (SECRET.test(place.name)) return '***';
  if (place.personal) return typeof value === 'string' ? withoutKeys(value) : value;
  return isHarmless(typeof value === 'string' ? value : value.rawJSON, place, typeof value === 'string')
    ? value
    : '***';
}

function isHarmless(text: string, { name, within, isPersons }: Place, isText: boolean): boolean {
  if (isPersons || PERSONAL.test(name)) return false;
  if (DOCUMENT.test(text) && !/(?:^|_)id$/.test(name)) return false;
  if (!isText || HARMLESS.test(text)) return true;
  return !text.includes('@') && (PLAIN.has(name) || (LINES.test(within) && /^(?:name|parent_name)$/.test(name)));
}

/** An address with a key in it opens a page of the order. */
function withoutKeys(text: string): string {
  return text.replace(/([?&](?:key|token|order_key)=)[^&\s]+/gi, '$1***');
}
