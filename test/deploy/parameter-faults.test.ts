import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parameterFaults, parameterNames } from '../../deploy/parameter-faults.ts';

/** What is wrong with a parameter of a stage that is otherwise right. */
function faultsOf(name: string, value: unknown): string[] {
  return parameterFaults({ stage: 'prod', names: [], values: new Map([[name, value]]) });
}

describe('a stage', () => {
  const faultOf = (stage: string) => parameterFaults({ stage, names: [], values: new Map() })[0] ?? null;

  test.each(['prod', 'dev', 'trial-2', 'a'])('%s is one', (stage) => {
    expect(faultOf(stage)).toBeNull();
  });

  test.each([
    ['Prod', 'prod'],
    ['PROD', 'prod'],
    ['2026-trial', 'trial'],
    ['my_stage', 'my-stage'],
    ['', 'prod'],
  ])('%j is none, and is told what it could be: %s', (stage, such) => {
    expect(faultOf(stage)).toMatch(new RegExp(`^the stage is "${stage}"; write .* such as --stage ${such}: `));
  });
});

describe('a parameter', () => {
  test.each<[string, unknown]>([
    ['region', 'sa-east-1'],
    ['region', 'us-gov-west-1'],
    ['posting', 'off'],
    ['logRetentionDays', 90],
    ['logRetentionDays', '3653'],
    ['settleConcurrency', 2],
    ['promotionConcurrency', '1000'],
    ['deletionProtection', true],
    ['deletionProtection', 'false'],
    ['shopifyRatePerSecond', 100],
    ['woocommerceBurst', '500'],
    ['monthlyBudgetUsd', 0],
    ['monthlyBudgetUsd', '12.50'],
    ['bonifiqBaseUrl', 'https://api.bonifiq.com.br'],
    ['bonifiqBaseUrl', 'http://localhost:4010'],
    ['permissionsBoundary', 'arn:aws:iam::123456789012:policy/company/Boundary'],
    ['kmsKeyArn', 'arn:aws:kms:sa-east-1:123456789012:key/11111111-2222-3333-4444-555555555555'],
    ['noticeAddress', 'oncall@example.com'],
    ['tags', 'costCentre=42, team=loyalty and points'],
    // Without a value in YAML, and not given.
    ['monthlyBudgetUsd', null],
    ['bonifiqBaseUrl', ''],
  ])('%s may be %j', (name, value) => {
    expect(faultsOf(name, value)).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['region', 'Sao Paulo', 'a region of AWS, such as sa-east-1'],
    ['posting', true, 'on or off'],
    [
      'logRetentionDays',
      91,
      'one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653',
    ],
    ['settleConcurrency', 1, 'a whole number from 2 to 1000'],
    ['settleConcurrency', '2.5', 'a whole number from 2 to 1000'],
    ['promotionConcurrency', 'two', 'a whole number from 2 to 1000'],
    ['deletionProtection', 'yes', 'true or false'],
    ['shopifyBurst', '1e3', 'a whole number from 1 to 1000000'],
    ['apiRatePerSecond', 0, 'a whole number from 1 to 1000000'],
    ['monthlyBudgetUsd', '100 USD', 'an amount in US dollars, such as 50, or 0 for no budget'],
    ['monthlyBudgetUsd', -1, 'an amount in US dollars, such as 50, or 0 for no budget'],
    ['permissionsBoundary', 'Boundary', 'the ARN of a policy'],
    [
      'kmsKeyArn',
      'arn:aws:kms:sa-east-1:123456789012:alias/ponte',
      'the ARN of a key, such as arn:aws:kms:sa-east-1:123456789012:key/…, and not of an alias',
    ],
    ['noticeAddress', 'oncall', 'an e-mail address'],
    ['tags', 'stage=test', 'keys and values, such as costCentre=42,team=loyalty, without service, stage and platform'],
    ['tags', 'team', 'keys and values, such as costCentre=42,team=loyalty, without service, stage and platform'],
    ['tags', 'a=1,a=2', 'keys and values, such as costCentre=42,team=loyalty, without service, stage and platform'],
    ['bonifiqBaseUrl', 'http://api.bonifiq.com.br', 'an https:// address, such as https://api.bonifiq.com.br'],
  ])('%s is not %j', (name, value, wanted) => {
    expect(faultsOf(name, value)).toEqual([`${name} is "${value}"; write ${wanted}`]);
  });

  const NETWORK = { subnetIds: 'subnet-0a1b,subnet-2c3d', securityGroupIds: 'sg-4e5f' };
  const DOMAIN = {
    domainName: 'ponte.example.com',
    certificateArn: 'arn:aws:acm:sa-east-1:123456789012:certificate/1111-2222',
    hostedZoneId: 'Z0123456789ABC',
  };
  const faultsIn = (values: Record<string, string>) =>
    parameterFaults({ stage: 'prod', names: [], values: new Map(Object.entries(values)) });

  test('goes with those that it needs', () => {
    expect(faultsIn({ ...NETWORK, ...DOMAIN })).toEqual([]);
    expect(faultsIn({ domainName: DOMAIN.domainName, certificateArn: DOMAIN.certificateArn })).toEqual([]);
  });

  test.each([
    [{ subnetIds: NETWORK.subnetIds }, 'subnetIds needs securityGroupIds, too'],
    [{ securityGroupIds: NETWORK.securityGroupIds }, 'securityGroupIds needs subnetIds, too'],
    [{ domainName: DOMAIN.domainName }, 'domainName needs certificateArn, too'],
    [{ certificateArn: DOMAIN.certificateArn }, 'certificateArn needs domainName, too'],
    [{ hostedZoneId: DOMAIN.hostedZoneId }, 'hostedZoneId needs domainName, too'],
  ])('%j alone is refused', (values, fault) => {
    expect(faultsIn(values)).toEqual([fault]);
  });

  test.each([
    [{ ...NETWORK, subnetIds: 'subnet-0a1b;subnet-2c3d' }, /^subnetIds is .*ids with commas/],
    [{ ...DOMAIN, domainName: 'https://ponte.example.com' }, /^domainName is .*a name of yours in lower case/],
    [{ ...DOMAIN, certificateArn: '1111-2222' }, /^certificateArn is .*a certificate of ACM/],
    [{ ...DOMAIN, hostedZoneId: 'example.com' }, /^hostedZoneId is .*a hosted zone of Route 53/],
  ])('%j is told what is wrong', (values, fault) => {
    expect(faultsIn(values)).toEqual([expect.stringMatching(fault)]);
  });

  test('that there is not is named once, beside those that there are', () => {
    const names = ['region', 'settleConcurency', 'settleConcurency'];
    const [fault, ...others] = parameterFaults({ stage: 'prod', names, values: new Map() });
    expect(fault).toMatch(/^there is no parameter "settleConcurency"; there are region, .*settleConcurrency, /);
    expect(others).toEqual([]);
  });

  test('is one of serverless.yml, and all of those are known', () => {
    const text = readFileSync(resolve('serverless.yml'), 'utf8');
    const [, params = ''] = /^params:\n([\s\S]*?)^custom:/m.exec(text) ?? [];
    const names = new Set([...params.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name));
    expect(parameterNames.toSorted()).toEqual([...names].toSorted());
  });
});
