import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  COMPANY_FOLDER,
  DEPLOYER_POLICIES,
  deployerActions,
  MOST_CHARACTERS,
  missingActions,
} from '../../../tools/rehearse/deployer-policy.ts';

describe.each(DEPLOYER_POLICIES)('%s', (name) => {
  const policy = JSON.parse(readFileSync(join(COMPANY_FOLDER, name), 'utf8'));

  test('is as small as IAM takes it', () => {
    expect(JSON.stringify(policy).length).toBeLessThanOrEqual(MOST_CHARACTERS);
  });

  test('names exact actions', () => {
    const actions: string[] = policy.Statement.flatMap(({ Action }: { Action: string[] }) => Action);
    expect(actions.filter((action) => !/^[a-z0-9]+:[A-Za-z]+$/.test(action))).toEqual([]);
  });
});

test('whoever deploys reads no order, no file and no secret, and passes roles to two services only', () => {
  const forbidden =
    /^(?:dynamodb:(?:GetItem|Query|Scan|PutItem|UpdateItem|DeleteItem)|secretsmanager:|sts:|sqs:(?:Receive|Send))/;
  expect([...deployerActions()].filter((action) => forbidden.test(action))).toEqual([]);
  const { Statement } = JSON.parse(readFileSync(join(COMPANY_FOLDER, 'deployer-code.json'), 'utf8'));
  const passing = Statement.filter(({ Action }: { Action: string[] }) => Action.includes('iam:PassRole'));
  expect(passing).toEqual([
    expect.objectContaining({
      Resource: 'arn:aws:iam::*:role/ponte-*',
      Condition: { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'scheduler.amazonaws.com'] } },
    }),
  ]);
});

test('an action that AWS says is needed is missing, unless a policy has it or a row says why it is not needed', () => {
  const needed = ['sqs:CreateQueue', 'sqs:AddPermission', 'dynamodb:Scan', 's3:PutBucketLogging', 'sqs:AddPermission'];
  expect(missingActions(needed, new Set(['sqs:CreateQueue']))).toEqual(['sqs:AddPermission']);
});
