import { describe, expect, it } from 'vitest';
import { lambdaDeadline } from '../../src/lambda/deadline.ts';
import { withinInvocation } from '../../src/lambda/within-invocation.ts';

const context = { getRemainingTimeInMillis: () => 60_000 } as never;

function leaving(left: AbortSignal[], end: () => Promise<string>) {
  return withinInvocation(lambdaDeadline, { reserveMs: 0 }, async (_event: string, { signal }) => {
    left.push(signal);
    expect(signal.aborted).toBe(false);
    return await end();
  });
}

describe('the work of an invocation', () => {
  it('ends with its answer', async () => {
    const left: AbortSignal[] = [];
    await expect(leaving(left, async () => 'answer')('event', context)).resolves.toBe('answer');
    expect(left[0]?.aborted).toBe(true);
  });

  it('ends with its failure', async () => {
    const left: AbortSignal[] = [];
    await expect(leaving(left, () => Promise.reject(new Error('failed')))('event', context)).rejects.toThrow('failed');
    expect(left[0]?.aborted).toBe(true);
  });

  it('leaves the next invocation its own time', async () => {
    const left: AbortSignal[] = [];
    const handler = leaving(left, async () => 'answer');
    await handler('first', context);
    await handler('second', context);
    expect(left[0]).not.toBe(left[1]);
  });
});
