import type { Random } from './random.ts';

/** Who ordered, before a platform writes it down in its own fields. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly document: string;
}

const PEOPLE: readonly [Person, ...Person[]] = [
  { id: '7938732589194', email: 'ana.souza@example.com', document: '123.456.789-09' },
  { id: '7938732589195', email: 'Bruno@Example.com', document: '11.222.333/0001-81' },
  { id: '7938732589196', email: ' carla+shop@example.org ', document: '987.654.321-00' },
  { id: '7938732589197', email: 'd.o-hara%x@example.net', document: '111.444.777-35' },
];

export const anyone = (random: Random): Person => random.pick(PEOPLE);

export function someoneElse(random: Random, person: Person | null): Person {
  const index = PEOPLE.findIndex(({ id }) => id === person?.id);
  return PEOPLE[(index + random.int(1, PEOPLE.length - 1)) % PEOPLE.length] ?? PEOPLE[0];
}
