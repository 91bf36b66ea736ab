import { expect, test } from 'vitest';
import { inParallel } from '../../src/shared/in-parallel.ts';

test('works on so many items at a time, in their order, and on each once', async () => {
  const begun: number[] = [];
  let underWay = 0;
  let most = 0;
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, item % 2 === 0 ? 1 : 5));
    underWay -= 1;
  });
  expect([begun, most]).toEqual([[1, 2, 3, 4, 5, 6, 7], 3]);
});

test('does nothing without an item', async () => {
  await inParallel([], 3, () => Promise.reject(new Error('there is none')));
});

test('begins nothing more after a failure, and rejects with it', async () => {
  const begun: number[] = [];
  const failing = inParallel([1, 2, 3, 4, 5], 2, async (item) => {
    begun.push(item);
    await Promise.resolve();
    if (item === 2) throw new Error('two fails');
  });
  await expect(failing).rejects.toThrow('two fails');
  expect(begun).toEqual([1, 2, 3]);
});
