import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainTemplate } from '../../../deploy/plain/plain-template.ts';
import { packageService, packageWith } from '../../support/template/packaged.ts';
import { at, ofType, parseTemplate, type Template } from '../../support/template/template.ts';
import { validatorFaults } from '../../support/template/validator-faults.ts';

const GIVEN = {
  permissionsBoundary: 'arn:aws:iam::123456789012:policy/Boundary',
  kmsKeyArn: 'arn:aws:kms:sa-east-1:123456789012:key/11111111-2222-3333-4444-555555555555',
  subnetIds: 'subnet-0a1b2c3d4e5f60718,subnet-1a1b2c3d4e5f60718',
  securityGroupIds: 'sg-0a1b2c3d4e5f60718',
  domainName: 'ponte.example.com',
  certificateArn: 'arn:aws:acm:sa-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555',
  hostedZoneId: 'Z0123456789ABC',
  noticeAddress: 'oncall@example.com',
  tags: 'costCentre=42,team=loyalty',
};

const scratch = mkdtempSync(join(tmpdir(), 'ponte-company-'));
let template: Template;
beforeAll(async () => {
  const made = await packageWith({
    config: resolve('test/support/template/template.config.ts'),
    stage: 'prod',
    scratch,
    params: Object.entries(GIVEN).map(([name, value]) => `--param=${name}=${value}`),
  });
  template = parseTemplate(readFileSync(made.template, 'utf8'));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

/** Errors by CloudFormation's own rules. */
function faultsOf(text: string): string[] {
  const file = join(scratch, 'template.json');
  writeFileSync(file, text);
  return validatorFaults(file);
}

test('a package with all that a company asks for is valid to CloudFormation', () => {
  expect(faultsOf(JSON.stringify(template))).toEqual([]);
});

// The validator takes the default of a parameter for its value, and looks at no condition.
test('the plain template is, with all of it given as parameters', async () => {
  const made = await packageService({ stage: 'prod', scratch: join(scratch, 'plain') });
  const plain = JSON.parse(plainTemplate(readFileSync(made.template, 'utf8')));
  for (const [name, value] of Object.entries(GIVEN)) {
    const parameter = plain.Parameters[`${name[0]?.toUpperCase()}${name.slice(1)}`];
    if (name !== 'tags') parameter.Default = value;
  }
  expect(faultsOf(JSON.stringify(plain))).toEqual([]);
}, 120_000);

test('each resource of the kind has what was asked for', () => {
  const all = (type: string, path: string) => ofType(template, type).map(([id, one]) => [id, at(one.Properties, path)]);
  const each = (type: string, path: string, wanted: unknown) => {
    const found = all(type, path);
    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(found.map(([id]) => [id, wanted]));
  };
  each('AWS::IAM::Role', 'PermissionsBoundary', GIVEN.permissionsBoundary);
  each('AWS::Lambda::Function', 'KmsKeyArn', GIVEN.kmsKeyArn);
  each('AWS::Lambda::Function', 'VpcConfig.SubnetIds', GIVEN.subnetIds.split(','));
  each('AWS::Lambda::Function', 'VpcConfig.SecurityGroupIds', [GIVEN.securityGroupIds]);
  each('AWS::SQS::Queue', 'KmsMasterKeyId', GIVEN.kmsKeyArn);
  each('AWS::DynamoDB::Table', 'SSESpecification.KMSMasterKeyId', GIVEN.kmsKeyArn);
  each('AWS::Logs::LogGroup', 'KmsKeyId', GIVEN.kmsKeyArn);
  each('AWS::SNS::Topic', 'KmsMasterKeyId', GIVEN.kmsKeyArn);
  each('AWS::SNS::Subscription', 'Endpoint', GIVEN.noticeAddress);
  each('AWS::ApiGatewayV2::DomainName', 'DomainName', GIVEN.domainName);
  each('AWS::Route53::RecordSet', 'HostedZoneId', GIVEN.hostedZoneId);
  for (const [, { Properties }] of ofType(template, 'AWS::Lambda::Function')) {
    expect(Properties.Tags).toEqual(
      expect.arrayContaining([
        { Key: 'costCentre', Value: '42' },
        { Key: 'team', Value: 'loyalty' },
        { Key: 'service', Value: 'ponte' },
        { Key: 'stage', Value: 'prod' },
      ]),
    );
  }
});
