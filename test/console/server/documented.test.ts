import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { routes } from '../../../console/server/routes.ts';

test('docs/console.md has every address of JSON in its table, and no other', () => {
  const page = readFileSync('docs/console.md', 'utf8');
  const written = [...page.matchAll(/^\| `((?:GET|POST) \/api\/[^`]+)` \|/gm)].map(([, address]) => address);
  const served = [...routes.map(({ method, path }) => `${method} ${path}`), 'GET /api/events'];
  expect(written.toSorted()).toEqual(served.toSorted());
});
