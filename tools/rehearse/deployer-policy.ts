import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';

/** What whoever deploys is allowed: the last only for what a company's settings need. */
export const DEPLOYER_POLICIES = ['deployer-code.json', 'deployer-data.json', 'deployer-company.json'] as const;
export const COMPANY_FOLDER = resolve(import.meta.dirname, '../../examples/company');
/** Characters of a managed policy, without white space. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const MOST_CHARACTERS = 6_144;

const schema = z.object({ Statement: z.array(z.object({ Action: z.array(z.string()) })) });

/** All actions that the policies allow. */
export function deployerActions(): ReadonlySet<string> {
  const texts = DEPLOYER_POLICIES.map((name) => readFileSync(join(COMPANY_FOLDER, name), 'utf8'));
  return new Set(texts.flatMap((text) => schema.parse(JSON.parse(text)).Statement.flatMap(({ Action }) => Action)));
}

/** What AWS says a type needs, and a stack of Ponte's does not. */
const notNeeded: readonly { readonly of: RegExp; readonly why: string }[] = [
  {
    of: /^(?:s3tables|s3files|firehose|kinesis|elasticfilesystem|billing):/,
    why: 'of services that Ponte does not use',
  },
  {
    of: /^s3:(?:REST|getObject$|GetObjectMetadata$|DeleteBucketEncryption$|DeleteBucketLifecycle$)|^apigateway:(?:Unt|T)agResource$/,
    why: 'no actions of IAM',
  },
  {
    of: /^s3:(?:Put|Delete|Create|Update)\w*(?:Metadata|Analytics|Accelerate|Cors|CORS|Website|Metrics|Inventory|Tiering|Replication|ObjectLock|Abac|Logging|Notification|Acl)|^s3:(?:Un)?[Tt]agResource$/,
    why: 'settings of buckets that Ponte does not make',
  },
  {
    of: /^dynamodb:(?:(?:Batch|Put|Get|Update|Delete)\w*Item|Query|Scan|AssociateTableReplica|CreateTableReplica|ImportTable|DescribeImport|(?:Put|Delete)ResourcePolicy|(?:Enable|Disable|Update)Kinesis\w*|UpdateContributorInsights)$/,
    why: 'items, copies and streams of tables: whoever deploys needs to read no order',
  },
  {
    of: /^logs:(?:Put|Delete|Create)(?:DataProtection|IndexPolicy|ResourcePolicy|BearerToken|LogGroupDeletion|LogStream|LogEvents)/,
    why: 'lines and policies of log groups that Ponte does not make',
  },
  {
    of: /^lambda:(?:(?:Put|Delete|Associate|Pass)\w*(?:CodeSigning|Scaling|Capacity|RuntimeManagement|RuntimeAlias|Recursion|Concurrency)\w*|PublishVersion|GetLayerVersion)$/,
    why: 'settings of functions that Ponte does not make',
  },
  { of: /^sns:PutDataProtectionPolicy$/, why: 'a setting of topics that Ponte does not make' },
  {
    of: /^iam:(?:AttachRolePolicy|DetachRolePolicy|CreateServiceLinkedRole|UpdateRoleDescription)$/,
    why: 'all policies of the roles are their own',
  },
];

/** The actions of which AWS says that CloudFormation needs them, and which no policy has and no row above leaves out. */
export function missingActions(needed: readonly string[], allowed: ReadonlySet<string> = deployerActions()): string[] {
  return [...new Set(needed)].filter((action) => !allowed.has(action) && !notNeeded.some(({ of }) => of.test(action)));
}
