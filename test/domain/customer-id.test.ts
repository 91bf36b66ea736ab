import { describe, expect, test } from 'vitest';
import { customerByDocument, customerByEmail, customerByPlatformId } from '../../src/domain/customer-id.ts';

describe('by e-mail address', () => {
  test.each([
    ['ana@example.com', 'ana@example.com'],
    ['  Ana.Souza@Example.COM\t\n', 'ana.souza@example.com'],
    ['josé+loja@exemplo.com.br', 'josé+loja@exemplo.com.br'],
    ['a@b', 'a@b'],
    [`${'a'.repeat(242)}@example.com`, `${'a'.repeat(242)}@example.com`],
  ])('%j is %s', (text, customer) => {
    expect(customerByEmail(text)).toBe(customer);
  });

  test.each([
    ['nothing', ''],
    ['a blank', '   '],
    ['no @', 'ana.example.com'],
    ['nothing before the @', '@example.com'],
    ['nothing behind the @', 'ana@'],
    ['a space inside', 'ana souza@example.com'],
    ['a space in the domain', 'ana@exa mple.com'],
    ['a line break inside', 'ana@example.com\nbob@example.com'],
    ['a control character', 'ana\u0007@example.com'],
    ['a control character in the domain', 'ana@example\u0007.com'],
    ['an invisible character', 'ana\u200b@example.com'],
    ['half a surrogate pair', 'ana\ud800@example.com'],
    ['255 characters', `${'a'.repeat(243)}@example.com`],
    ['a number', 42],
    ['null', null],
    ['undefined', undefined],
    ['an object', { email: 'ana@example.com' }],
    ['a list', ['ana@example.com']],
  ])('%s names nobody', (_, text) => {
    expect(customerByEmail(text)).toBeNull();
  });

  test('the case and the blanks around an address make no other customer', () => {
    expect(customerByEmail(' ANA@EXAMPLE.COM ')).toBe(customerByEmail('ana@example.com'));
  });
});

describe('by document', () => {
  test.each([
    ['123.456.789-09', '12345678909'],
    ['12345678909', '12345678909'],
    ['12.345.678/0001-95', '12345678000195'],
    [' 012 345 678-90 ', '01234567890'],
    ['12345678901234567890', '12345678901234567890'],
    ['7', '7'],
  ])('%j is %s', (text, customer) => {
    expect(customerByDocument(text)).toBe(customer);
  });

  test.each([
    ['nothing', ''],
    ['punctuation only', '.-/'],
    ['a letter, which may be part of the document', '12.ABC.345/01DE-35'],
    ['a letter in front', 'x12345678909'],
    ['a letter behind', '12345678909x'],
    ['21 digits', '123456789012345678901'],
    ['a number, whose leading zero is lost', 12345678909],
    ['null', null],
  ])('%s names nobody', (_, text) => {
    expect(customerByDocument(text)).toBeNull();
  });
});

describe("by the platform's number", () => {
  test.each(['1', '42', '9007199254740993', '1'.repeat(40)])('%s is kept whole', (text) => {
    expect(customerByPlatformId(text)).toBe(text);
  });

  test.each([
    ['a guest', '0'],
    ['a leading zero', '042'],
    ['a sign', '-42'],
    ['a space', '42 '],
    ['a letter in front', 'x42'],
    ['41 digits', '1'.repeat(41)],
    ['nothing', ''],
    ['a number, which may have lost digits', 42],
    ['null', null],
  ])('%s names nobody', (_, text) => {
    expect(customerByPlatformId(text)).toBeNull();
  });
});
