import { expect, test } from 'vitest';
import { byId } from '../../src/shared/by-id.ts';

test('each item is found by its id, in the order of the list, whatever the id is', () => {
  const items = ['shop', 'constructor', '__proto__', '10', '9'].map((id, index) => ({ id, index }));
  const found = byId(items);
  expect(items.map(({ id }) => found.get(id)?.index)).toEqual([0, 1, 2, 3, 4]);
  expect([...found.values()]).toEqual(items);
  expect(found.get('toString')).toBeUndefined();
});
