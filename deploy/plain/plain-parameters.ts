import type { CompanySettings } from '../company/settings.ts';

/** What differs between accounts, as the parameters of a template that knows none. Only the first two have to be given. */
export const parameters = {
  CodeBucket: {
    Type: 'String',
    MinLength: 3,
    Description: 'The bucket that holds the zips, in the region of the stack',
  },
  CodePrefix: {
    Type: 'String',
    Description: 'What the keys of the zips begin with, such as ponte/1.4.0/. Functions change when it changes',
    AllowedPattern: '(.*/)?',
  },
  NoticeAddress: optional('An e-mail address that alarms and budget notify; it has to confirm', '([^@ ]+@[^@ ]+)?'),
  PermissionsBoundary: optional(
    'The ARN of the policy that bounds all roles, where a company asks for one',
    '(arn:.+:policy/.+)?',
  ),
  KmsKeyArn: optional('The ARN of the KMS key that encrypts what is stored', '(arn:.+:key/.+)?'),
  SubnetIds: {
    Type: 'CommaDelimitedList',
    Default: '',
    Description: 'Private subnets of a VPC that functions run in; they need a way to BonifiQ',
  },
  SecurityGroupIds: { Type: 'CommaDelimitedList', Default: '', Description: 'With SubnetIds' },
  DomainName: optional('A name of your own for the URL of webhooks', '([a-z0-9.-]+)?'),
  CertificateArn: optional(
    "With DomainName: its certificate of ACM, in the stack's region",
    '(arn:.+:certificate/.+)?',
  ),
  HostedZoneId: optional(
    'With DomainName: the zone of Route 53 that gets its record; without one, point the name at the output DomainTarget',
    '([A-Z0-9]+)?',
  ),
} as const;

function optional(description: string, pattern: string) {
  return { Type: 'String', Default: '', Description: description, AllowedPattern: pattern };
}

const given = (name: keyof typeof parameters) => ({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: name }, ''] }] });

export const conditions = {
  HasNoticeAddress: given('NoticeAddress'),
  HasPermissionsBoundary: given('PermissionsBoundary'),
  HasKmsKey: given('KmsKeyArn'),
  HasNetwork: { 'Fn::Not': [{ 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'SubnetIds' }] }, ''] }] },
  HasDomain: { 'Fn::And': [given('DomainName'), given('CertificateArn')] },
  HasHostedZone: { 'Fn::And': [{ Condition: 'HasDomain' }, given('HostedZoneId')] },
};

/** With these parameters given, CloudFormation makes of the template what osls makes of a stage's parameters. */
export const settings: CompanySettings = {
  permissionsBoundary: { value: { Ref: 'PermissionsBoundary' }, condition: 'HasPermissionsBoundary' },
  encryptionKey: { value: { Ref: 'KmsKeyArn' }, condition: 'HasKmsKey' },
  network: {
    value: { subnets: { Ref: 'SubnetIds' }, securityGroups: { Ref: 'SecurityGroupIds' } },
    condition: 'HasNetwork',
  },
  domain: {
    value: { name: { Ref: 'DomainName' }, certificate: { Ref: 'CertificateArn' } },
    condition: 'HasDomain',
  },
  hostedZone: { value: { Ref: 'HostedZoneId' }, condition: 'HasHostedZone' },
  noticeAddress: { value: { Ref: 'NoticeAddress' }, condition: 'HasNoticeAddress' },
};

/** CloudFormation's own check of what `parameterFaults` checks for osls. */
export const rules = {
  NetworkIsWhole: {
    RuleCondition: { 'Fn::Not': [{ 'Fn::EachMemberEquals': [{ Ref: 'SubnetIds' }, ''] }] },
    Assertions: [
      {
        Assert: { 'Fn::Not': [{ 'Fn::EachMemberEquals': [{ Ref: 'SecurityGroupIds' }, ''] }] },
        AssertDescription: 'SubnetIds needs SecurityGroupIds, too',
      },
    ],
  },
  DomainIsWhole: {
    RuleCondition: given('DomainName'),
    Assertions: [{ Assert: given('CertificateArn'), AssertDescription: 'DomainName needs CertificateArn, too' }],
  },
};
