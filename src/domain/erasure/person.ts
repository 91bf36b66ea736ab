import { hashedCustomer, keyCustomer } from '../change-key.ts';
import { customerByDocument, customerByEmail } from '../customer-id.ts';

/** What a person is called by: e-mail addresses in lower case, and numbers (documents, platform ids, telephones) in digits alone. */
export interface Person {
  readonly emails: readonly string[];
  readonly numbers: readonly string[];
}

/** A shorter number may be anything, such as another store's order: it counts only where a customer is named. */
const TELLING_DIGITS = 8;
const PHONE_FIELD = /phone|telefone|celular|mobile|whatsapp/i;

/** The person of these ids; `null` where one of them is neither an e-mail address nor a number. */
export function personOf(ids: readonly string[]): Person | null {
  const emails = new Set<string>();
  const numbers = new Set<string>();
  for (const id of ids) {
    const email = customerByEmail(id);
    const number = digitsOf(id);
    if (email !== null) emails.add(email);
    else if (number !== null) numbers.add(number);
    else return null;
  }
  return { emails: [...emails], numbers: [...numbers] };
}

/** Whether this id, as the ledger has it, is the person's. */
export function isOf({ emails, numbers }: Person, customer: string): boolean {
  return emails.includes(customer) || numbers.includes(customer);
}

/**
 * Whether a text names the person. `path`: the names of the fields that lead to it, its own last. A longer address that ends or
 * begins like the person's is another's.
 */
export function isNamed(person: Person, path: readonly string[], text: string): boolean {
  const key = keyCustomer(text);
  if (key !== null)
    return isOf(person, key) || [...person.emails, ...person.numbers].some((id) => hashedCustomer(id) === key);
  return (
    person.emails.some((email) => holdsEmail(text, email)) ||
    person.numbers.some((number) => isNumber(path, text, number))
  );
}

/** Whether anything in a value, such as a parsed body, names the person: the names of fields, and JSON within a text, too. */
export function namesPerson(person: Person, value: unknown, path: readonly string[] = []): boolean {
  if (typeof value === 'string') return isNamed(person, path, value) || namesWithin(person, value, path);
  if (typeof value === 'number' || typeof value === 'bigint') return isNamed(person, path, String(value));
  if (Array.isArray(value)) return value.some((one) => namesPerson(person, one, path));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, one]) => isNamed(person, [], name) || namesPerson(person, one, [...path, name]),
  );
}

function namesWithin(person: Person, text: string, path: readonly string[]): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    return namesPerson(person, JSON.parse(text), path);
  } catch {
    return false;
  }
}

function holdsEmail(text: string, email: string): boolean {
  const plain = text.toLowerCase().replaceAll('%40', '@');
  const before = /[\p{L}\p{N}._%+'-]$/u;
  const after = /^(?:[\p{L}\p{N}-]|\.[\p{L}\p{N}])/u;
  for (let at = plain.indexOf(email); at !== -1; at = plain.indexOf(email, at + 1)) {
    if (
      !before.test(plain.slice(Math.max(0, at - 2), at)) &&
      !after.test(plain.slice(at + email.length, at + email.length + 3))
    )
      return true;
  }
  return false;
}

function isNumber(path: readonly string[], text: string, number: string): boolean {
  const [own = '', parent = ''] = path.toReversed();
  const digits = digitsOf(text.replace(/^gid:\/\/shopify\/Customer\//, ''));
  if (digits === null) return false;
  if (number.length >= TELLING_DIGITS) {
    return (
      digits === number ||
      (PHONE_FIELD.test(own) && digits.length >= TELLING_DIGITS && (digits.endsWith(number) || number.endsWith(digits)))
    );
  }
  return digits === number && (/customer/i.test(own) || (own === 'id' && /customer/i.test(parent)));
}

/** Of a number with its usual punctuation; `null` for any other text. */
function digitsOf(text: string): string | null {
  return customerByDocument(text.replace(/[()+]/g, ''));
}
