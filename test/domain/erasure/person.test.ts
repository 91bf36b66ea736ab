import { describe, expect, test } from 'vitest';
import { isNamed, namesPerson, type Person, personOf } from '../../../src/domain/erasure/person.ts';

function person(...ids: string[]): Person {
  const made = personOf(ids);
  if (made === null) throw new TypeError('not ids');
  return made;
}

const ana = person(' Ana@Example.com ', '123.456.789-09');

test('ids are read as stores write them', () => {
  expect(ana).toEqual({ emails: ['ana@example.com'], numbers: ['12345678909'] });
  expect(person('+55 (11) 91234-5678').numbers).toEqual(['5511912345678']);
  expect(personOf(['ana@example.com', 'Ana Souza'])).toBeNull();
  expect(personOf([])).toEqual({ emails: [], numbers: [] });
});

describe('an address', () => {
  test.each([
    ['alone, in capitals', 'ANA@EXAMPLE.COM'],
    ['in a sentence', 'customer ana@example.com is disabled.'],
    ['in a header', 'Ana Souza <ana@example.com>'],
    ['in a link', 'https://shop.example.com/?email=ana%40example.com&a=1'],
    ['the second of two', 'joana@example.com, ana@example.com'],
  ])('is found %s', (_, text) => expect(isNamed(ana, ['note'], text)).toBe(true));

  test.each([
    ['that ends like it', 'joana@example.com'],
    ['with a tag of another', 'maria.ana@example.com'],
    ['of a longer domain', 'ana@example.com.br'],
    ['of another top level', 'ana@example.community'],
    ['of nobody', 'ana'],
  ])("is another's: %s", (_, text) => expect(isNamed(ana, ['note'], text)).toBe(false));
});

describe('a number', () => {
  test('of eight digits or more is found anywhere, with its punctuation', () => {
    expect(isNamed(ana, ['meta', 'value'], '123.456.789-09')).toBe(true);
    expect(isNamed(ana, ['meta', 'value'], '12345678909')).toBe(true);
    expect(isNamed(ana, ['meta', 'value'], '112345678909')).toBe(false);
  });

  test('that is short is found only where a customer is named', () => {
    const seven = person('7');
    expect(isNamed(seven, ['customer_id'], '7')).toBe(true);
    expect(isNamed(seven, ['customer', 'id'], '7')).toBe(true);
    expect(isNamed(seven, ['customer', 'id'], 'gid://shopify/Customer/7')).toBe(true);
    expect(isNamed(seven, ['line_items', 'id'], '7')).toBe(false);
    expect(isNamed(seven, ['id'], '7')).toBe(false);
    expect(isNamed(seven, ['customer', 'address', 'id'], '7')).toBe(false);
  });

  test('of a telephone is found with its country code, and without', () => {
    expect(isNamed(person('11912345678'), ['billing', 'phone'], '+55 11 91234-5678')).toBe(true);
    expect(isNamed(person('+55 11 91234-5678'), ['phone'], '(11) 91234-5678')).toBe(true);
    expect(isNamed(person('11912345678'), ['id'], '5511912345678')).toBe(false);
  });
});

describe('a change key', () => {
  test.each([
    ['an address', 'ADD-ana@example.com-10-123'],
    ['a document, of a later entry', 'REMOVE-12345678909-10-123-2'],
    ['an award', 'ADD-ana@example.com-5-christmas-20261224T120000Z'],
  ])('names %s', (_, key) => expect(isNamed(ana, ['changeKey'], key)).toBe(true));

  test('names an address whose characters are encoded', () => {
    expect(isNamed(person('ana-maria@example.com'), [], 'ADD-ana%2Dmaria@example.com-10-123')).toBe(true);
  });

  test('of a long address names its hash', () => {
    // printf %s "$(printf 'a%.0s' {1..190})@example.com" | sha256sum
    const long = `${'a'.repeat(190)}@example.com`;
    expect(isNamed(person(long), [], 'ADD-sha256:1132de4665b46ca7-10-123')).toBe(true);
    expect(isNamed(ana, [], 'ADD-sha256:1132de4665b46ca7-10-123')).toBe(false);
  });

  test('of another customer does not: its points and order are no documents', () => {
    expect(isNamed(ana, [], 'ADD-joana@example.com-12345678909-12345678909')).toBe(false);
  });
});

test('a value is searched to its end: lists, objects, names of fields, and JSON within a text', () => {
  expect(namesPerson(ana, { orders: [{ notes: ['a', { by: 'ana@example.com' }] }] })).toBe(true);
  expect(namesPerson(ana, { 'ana@example.com': 1 })).toBe(true);
  expect(namesPerson(ana, { stored: '{"customer":"\\u0061na@example.com"}' })).toBe(true);
  expect(namesPerson(ana, { cpf: 12345678909 })).toBe(true);
  expect(namesPerson(ana, { text: '{not JSON', nothing: null, flag: true })).toBe(false);
});
