import { expect, test } from 'vitest';
import { javaIsThere } from '../../../local/dynamodb/start-dynamodb-local.ts';
import { inABox } from '../../support/loud.ts';
import { killHandlers } from './kill-handlers.ts';
import { killPlatform } from './kill-platform.ts';

const few = { deliveries: 200, histories: 0, kills: 1, longestStarts: 2, seed: 1, emit: () => undefined } as const;
/** Most of it is for a machine that is busy with other things, too. */
const IN_TIME = { timeout: 240_000 };

if (!(await javaIsThere())) {
  console.warn(inABox("Java 17 is not on the path: the kill test's ledger is dynalite and not AWS's DynamoDB Local"));
}

test.each([
  ['the handlers', killHandlers],
  ['the whole local platform', killPlatform],
])(
  '%s, killed again and again under load: every acknowledged order ends at the right points',
  IN_TIME,
  async (_who, kill) => {
    const report = await kill(few);
    expect(report.verdict.faults).toEqual([]);
    expect(report.left).toEqual({ pending: 0, parked: 0 });
    expect(report.verdict.points).toBe(report.verdict.expectedPoints);
    expect(report.acknowledged).toBeGreaterThanOrEqual(few.deliveries);
    expect(report.kills).toBeGreaterThanOrEqual(few.kills);
    expect(report.verdict.awarded).toBeGreaterThan(10);
  },
);
