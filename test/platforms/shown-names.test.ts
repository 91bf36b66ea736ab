import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownNames, shownNamesText } from '../../src/platforms/shown-names.ts';

const told = (names: readonly unknown[]) => shownNamesText(shownNames(names));

describe('the names of attributes', () => {
  test.each([
    [[], 'none'],
    [['cpf'], '"cpf"'],
    [
      ['CPF do cliente', 'gift-wrap', '_billing_cpf_2', 'endereço'],
      '"CPF do cliente", "gift-wrap", "_billing_cpf_2", "endereço"',
    ],
    [['cpf', 'cpf'], '"cpf"'],
    [['CPF ', ' cpf', 'CPF/CNPJ', 'Documento (CPF)', 'CPF*'], '"CPF ", " cpf", "CPF/CNPJ", "Documento (CPF)", "CPF*"'],
    [['cpf', null, 7], '"cpf", 2 more that are not shown'],
    [[undefined], '1 that is not shown'],
  ])('%j: %s', (names, shown) => {
    expect(told(names)).toBe(shown);
  });

  test.each([
    ['an address', 'for ana@example.com'],
    ['a document', '12345678909'],
    ['a document with signs', 'cpf 123.456.789-09'],
    ['a telephone number', '+55 11 91234-5678'],
    ['a sentence', 'Presente para Maria da Silva'],
    ['a terminal’s commands', 'cpf\u001b[2J'],
    ['a change of direction', 'cpf\u202e'],
    ['a line end', 'cpf\ncnpj'],
    ['a quotation mark', 'cpf"'],
    ['more than 40 characters', 'x'.repeat(41)],
    ['nothing', ''],
    ['a blank alone', ' '],
  ])('that may hold %s are only counted', (_, name) => {
    expect(told(['cpf', name])).toBe('"cpf", 1 more that is not shown');
  });

  test('of thousands are ten', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    expect(told(letters)).toMatch(/^("[a-j]", ){10}16 more that are not shown$/);
  });

  const unit = fc.nat(0x2fff).map((code) => String.fromCodePoint(code));

  test('whatever they are, are short and plain', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit })), (names) => {
        const shown = told(names);
        expect(shown.length).toBeLessThan(500);
        expect(shown).not.toMatch(/[@\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\p{N}{5}/u);
      }),
    );
  });
});
