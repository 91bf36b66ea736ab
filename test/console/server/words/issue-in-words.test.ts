import { expect, test } from 'vitest';
import * as z from 'zod';
import { Refusal } from '../../../../console/server/refusal.ts';
import { read } from '../../../../console/server/route.ts';
import { inPortuguese } from '../../../../console/server/words/in-language.ts';

const schema = z.strictObject({
  units: z.int().min(1).max(10),
  ms: z.coerce.number().optional(),
  title: z.string().min(1).max(5),
  tags: z.array(z.string()).min(1).max(2),
  of: z.enum(['one', 'two']),
  own: z.string().regex(/^a/, 'begin it with an a'),
  is: z.boolean(),
});
const fitting = { units: 1, title: 'a', tags: ['a'], of: 'one', own: 'a', is: true };

function saidOf(given: object): string {
  try {
    read(schema, given, 'here');
  } catch (error) {
    if (error instanceof Refusal) return error.said.what;
    throw error;
  }
  throw new Error('it was taken');
}

test.each<[change: object, english: string, portuguese: string]>([
  [{ units: null }, 'units: a number is needed', 'units: é preciso um número'],
  [{ units: Number.NaN }, 'units: a number is needed', 'units: é preciso um número'],
  [{ units: 1.5 }, 'units: a whole number is needed', 'units: é preciso um número inteiro'],
  [{ units: undefined }, 'units: it is missing', 'units: está faltando'],
  [{ units: 0 }, 'units: it has to be at least 1', 'units: tem de ser no mínimo 1'],
  [{ units: 11 }, 'units: it has to be at most 10', 'units: tem de ser no máximo 10'],
  [{ ms: 'abc' }, 'ms: a number is needed', 'ms: é preciso um número'],
  [{ title: '' }, 'title: it may not be empty', 'title: não pode ficar vazio'],
  [{ title: 'abcdef' }, 'title: it may have no more than 5 characters', 'title: não pode ter mais de 5 caracteres'],
  [{ title: 5 }, 'title: text is needed', 'title: é preciso um texto'],
  [{ tags: [] }, 'tags: it may not be empty', 'tags: não pode ficar vazio'],
  [{ tags: ['a', 'b', 'c'] }, 'tags: no more than 2 are taken at once', 'tags: não são aceitos mais de 2 de uma vez'],
  [{ of: 'three' }, 'of: it has to be one of one, two', 'of: tem de ser um destes: one, two'],
  [{ is: 'yes' }, 'is: true or false is needed', 'is: é preciso true ou false'],
  [{ other: 1 }, 'nothing is known as other', 'não se conhece other'],
  [{ own: 'b' }, 'own: begin it with an a', 'own: begin it with an a'],
  [
    { units: 0, title: '' },
    'units: it has to be at least 1; title: it may not be empty',
    'units: tem de ser no mínimo 1; title: não pode ficar vazio',
  ],
])('%o', (change, english, portuguese) => {
  expect(saidOf({ ...fitting, ...change })).toBe(english);
  expect(inPortuguese(english)).toBe(portuguese);
});
