import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseLosslessJson } from '../../src/shared/lossless-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parseLosslessJson', () => {
  test.each([
    ['an id beyond 2^53', '{"id":820982911946154508}', { id: '820982911946154508' }],
    ['an amount', '{"subtotal":161.25}', { subtotal: '161.25' }],
    ['trailing zeros', '[0.0,1.50,-0]', ['0.0', '1.50', '-0']],
    ['an exponent, as it is written', '1e999', '1e999'],
    ['a number beside other values', '[1,"2",true,null,{}]', ['1', '2', true, null, {}]],
    ['the last of two equal keys', '{"a":{"b":1},"a":2.0}', { a: '2.0' }],
    [
      'escapes as PHP writes them',
      '"https:\\/\\/store.example.com\\/ \\ud83e\\udd86"',
      'https://store.example.com/ 🦆',
    ],
    ['an empty string', '""', ''],
  ])('keeps %s', (_name, text, value) => {
    expect(parseLosslessJson(bytes(text))).toEqual({ ok: true, value });
  });

  test.each([
    ['nothing', bytes('')],
    ['text that is not JSON', bytes('webhook_id=1')],
    ['JSON with something after it', bytes('{}x')],
    ['NaN', bytes('NaN')],
    ['bytes that are not UTF-8', Uint8Array.of(0x22, 0xff, 0x22)],
    ['a cut-off UTF-8 sequence', Uint8Array.of(0x22, 0xc3, 0x22)],
    ['an overlong encoding', Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)],
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00)],
    ['nesting deeper than the stack', bytes('['.repeat(100_000) + ']'.repeat(100_000))],
    ['objects nested deeper than the stack', bytes(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)],
  ])('refuses %s', (_name, body) => {
    expect(parseLosslessJson(body)).toEqual({ ok: false });
  });

  test('drops __proto__ at every level', () => {
    const parsed = parseLosslessJson(bytes('{"__proto__":{"status":"completed"},"a":[{"__proto__":1,"b":2}]}'));
    expect(parsed).toEqual({ ok: true, value: { a: [{ b: '2' }] } });
    expect(JSON.stringify(parsed)).toBe('{"ok":true,"value":{"a":[{"b":"2"}]}}');
    expect(Object.getPrototypeOf({})).not.toHaveProperty('status');
  });

  test('any bytes give an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => typeof parseLosslessJson(body).ok === 'boolean'),
    );
  });

  test('any integer keeps every digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), (integer) => {
        expect(parseLosslessJson(bytes(`{"n":[${integer}]}`))).toEqual({ ok: true, value: { n: [String(integer)] } });
      }),
    );
  });

  test('no value of the answer is a number', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const parsed = parseLosslessJson(bytes(text));
        expect(parsed.ok && !holdsNumber(parsed.value)).toBe(true);
      }),
    );
  });
});

function holdsNumber(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'number';
  return Object.values(value).some(holdsNumber);
}
