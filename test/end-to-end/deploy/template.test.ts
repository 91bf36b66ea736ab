import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { secretName } from '../../../deploy/secret-name.ts';
import { secretTags } from '../../../deploy/secret-tags.ts';
import { audienceBucketName, stageNames } from '../../../deploy/stage-names.ts';
import { metricTable } from '../../../src/aws/cloudwatch/metric-table.ts';
import { PARKED_INDEX, PENDING_INDEX } from '../../../src/aws/dynamodb/table-definition.ts';
import { brokenTemplates } from '../../support/template/broken-templates.ts';
import { mayReadSecret } from '../../support/template/may-read-secret.ts';
import { filesIn, packageService, zipsIn } from '../../support/template/packaged.ts';
import { namesInRunbook, runbook } from '../../support/template/runbook.ts';
import {
  allowed,
  at,
  list,
  ofType,
  parseTemplate,
  type Resource,
  type Template,
  target,
  texts,
} from '../../support/template/template.ts';
import { templateFaults } from '../../support/template/template-faults.ts';
import { validatorFaults } from '../../support/template/validator-faults.ts';
import { watchedMetric } from '../../support/template/watched-metric.ts';

const names = ['park', 'promotions', 'reconcile', 'settle', 'shopify', 'sweep', 'woocommerce'];
const scratch = mkdtempSync(join(tmpdir(), 'ponte-package-'));

let first: string;
let template: Template;
beforeAll(async () => {
  const made = await packageService({ stage: 'prod', scratch: join(scratch, 'first') });
  first = made.folder;
  template = parseTemplate(readFileSync(made.template, 'utf8'));
}, 120_000);
afterAll(() => rmSync(scratch, { recursive: true }));

/** Errors by CloudFormation's own rules. */
function faultsOf(subject: Template): string[] {
  const file = join(scratch, 'template.json');
  writeFileSync(file, JSON.stringify(subject));
  return validatorFaults(file);
}

describe('the package', () => {
  test('holds one bundle and its loader for each function and nothing else', () => {
    const zips = zipsIn(first);
    expect([...zips.keys()]).toEqual(names.map((name) => `${name}.zip`));
    for (const name of names) {
      expect([...filesIn(zips.get(`${name}.zip`) ?? Buffer.of()).keys()]).toEqual([
        `dist/${name}.cjs`,
        `dist/${name}.mjs`,
      ]);
    }
  });

  test('is the same code, byte for byte, when it is made again', async () => {
    const { folder: second } = await packageService({ stage: 'prod', scratch: join(scratch, 'second') });
    const hashes = (folder: string) =>
      [...zipsIn(folder)].map(([name, zip]) => `${name} ${createHash('sha256').update(zip).digest('hex')}`);
    expect(hashes(second)).toEqual(hashes(first));
  }, 120_000);
});

describe('the template', () => {
  test('is valid to CloudFormation', () => {
    expect(faultsOf(template)).toEqual([]);
  });

  test('has none of our own faults', () => {
    expect(templateFaults(template)).toEqual([]);
  });

  test('has all that the runbook calls by name', () => {
    const { resources, functions } = namesInRunbook();
    const there = new Set(texts(template).flatMap((text) => [text, text.split('/').at(-1)]));
    expect(resources.length).toBeGreaterThan(4);
    expect(resources.filter((name) => !there.has(name))).toEqual([]);
    expect(functions.length).toBeGreaterThan(2);
    expect(functions.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('has the two routes, each with its function', () => {
    const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
    expect(routes.toSorted()).toEqual(['POST /webhooks/shopify/{store}', 'POST /webhooks/woocommerce/{store}']);
    const handlers = ofType(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties.Handler);
    expect(handlers.toSorted()).toEqual(names.map((name) => `dist/${name}.handler`));
  });

  test('gives each function an environment that is complete, and no more', () => {
    const variables = ofType(template, 'AWS::Lambda::Function').map(([name, one]) => {
      return [name, Object.keys(Object(at(one, 'Properties.Environment.Variables'))).toSorted()];
    });
    const common = ['METRIC_NAMESPACE', 'POSTING', 'QUEUE_URL', 'SECRET_PREFIX', 'TABLE_NAME', 'UNVERIFIED_QUEUE_URL'];
    expect(Object.fromEntries(variables)).toEqual({
      ShopifyLambdaFunction: ['BONIFIQ_BASE_URL', ...common],
      WoocommerceLambdaFunction: ['BONIFIQ_BASE_URL', ...common],
      SettleLambdaFunction: ['BONIFIQ_BASE_URL', ...common],
      ParkLambdaFunction: ['BONIFIQ_BASE_URL', ...common].toSorted(),
      PromotionsLambdaFunction: ['AUDIENCE_BUCKET', 'BONIFIQ_BASE_URL', ...common, 'PROMOTION_QUEUE_URL'].toSorted(),
      SweepLambdaFunction: common,
      ReconcileLambdaFunction: [...common, 'WEBHOOKS_URL'],
    });
  });

  test('gives each function the prefix under which `npm run secret` keeps them', () => {
    const prefixes = ofType(template, 'AWS::Lambda::Function').map(([, one]) => {
      return at(one, 'Properties.Environment.Variables.SECRET_PREFIX');
    });
    expect(new Set(prefixes)).toEqual(new Set([secretName('prod', '')]));
  });

  test('names ledger, queues and bucket as `./ponte` looks them up', () => {
    const { tableName, queueName, promotionQueueName } = stageNames('prod');
    expect(at(template, 'Resources.LedgerTable.Properties.TableName')).toBe(tableName);
    expect(at(template, 'Resources.SettleQueue.Properties.QueueName')).toBe(queueName);
    expect(at(template, 'Resources.PromotionQueue.Properties.QueueName')).toBe(promotionQueueName);
    const bucket = String(at(template, 'Resources.AudienceBucket.Properties.BucketName.Fn::Sub'));
    const named = bucket.replace(`\${AWS::AccountId}`, '111122223333').replace(`\${AWS::Region}`, 'sa-east-1');
    for (const host of ['https://sqs.sa-east-1.amazonaws.com', 'http://127.0.0.1:4566']) {
      const queueUrl = `${host}/111122223333/ponte-prod-settle`;
      expect(audienceBucketName('prod', { queueUrl, region: 'sa-east-1' })).toBe(named);
    }
  });

  test('allows each role exactly what its function does', () => {
    const webhook = {
      LedgerTable: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      SettleQueue: ['sqs:SendMessage'],
      UnverifiedQueue: ['sqs:SendMessage'],
    };
    const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    const audiences = `\${AudienceBucket.Arn}`;
    expect(grants(template)).toEqual({
      ShopifyRole: { ...webhook, ShopifyLogGroup: log, ...secrets },
      WoocommerceRole: { ...webhook, WoocommerceLogGroup: log, ...secrets },
      ParkRole: {
        LedgerTable: [...webhook.LedgerTable, 'dynamodb:DeleteItem'],
        SettleQueue: ['sqs:SendMessage'],
        UnverifiedQueue: ['sqs:SendMessage'],
        SettleDeadLetters: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        UnverifiedDeadLetters: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        PromotionDeadLetters: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        ParkLogGroup: log,
        ...secrets,
      },
      PromotionsRole: {
        LedgerTable: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
        PromotionQueue: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        AudienceBucket: ['s3:ListBucket'],
        [`${audiences}/*`]: ['s3:GetObject', 's3:GetObjectVersion'],
        [`${audiences}/reports/*`]: ['s3:PutObject'],
        PromotionsLogGroup: log,
        ...secrets,
      },
      SettleRole: {
        LedgerTable: [...webhook.LedgerTable, 'dynamodb:DeleteItem'],
        SettleQueue: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        UnverifiedQueue: ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
        SettleLogGroup: log,
        ...secrets,
      },
      SweepRole: {
        [`\${LedgerTable.Arn}/index/${PARKED_INDEX}`]: ['dynamodb:Query'],
        [`\${LedgerTable.Arn}/index/${PENDING_INDEX}`]: ['dynamodb:Query'],
        LedgerTable: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:UpdateItem'],
        SettleQueue: ['sqs:SendMessage'],
        SweepLogGroup: log,
      },
      ReconcileRole: { ...webhook, UnverifiedQueue: undefined, ReconcileLogGroup: log, ...secrets },
      ScheduleRole: {
        SweepLambdaFunction: ['lambda:InvokeFunction'],
        ReconcileLambdaFunction: ['lambda:InvokeFunction'],
        PromotionQueue: ['sqs:SendMessage'],
        ScheduleDeadLetters: ['sqs:SendMessage'],
      },
      // Of alarms and of budgets.
      NoticesPolicy: { Notices: ['sns:Publish', 'sns:Publish'] },
    });
  });

  describe.each([
    ['ShopifyRole', ['shopify']],
    ['WoocommerceRole', ['woocommerce']],
    ['SettleRole', ['shopify', 'woocommerce']],
    ['ParkRole', ['shopify', 'woocommerce']],
    ['PromotionsRole', ['shopify', 'woocommerce']],
    ['SweepRole', []],
    ['ReconcileRole', ['shopify', 'woocommerce']],
  ])('lets %s read', (role, platforms) => {
    const mayRead = (name: string, tags: Record<string, string>) => mayReadSecret(template, role, name, tags);

    test('what `npm run secret` keeps for its stores', () => {
      for (const platform of ['shopify', 'woocommerce'] as const) {
        const tags = secretTags('prod', { id: 'a-shop', platform });
        const byKey = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
        expect(mayRead(secretName('prod', 'a-shop'), byKey)).toBe(platforms.includes(platform));
      }
    });

    test.each([
      ['of another stage', 'ponte/trial/a-shop', { stage: 'trial' }],
      ['of another stage with a name of this one', 'ponte/prod/a-shop', { stage: 'trial' }],
      ['of a stage whose name begins alike', 'ponte/prod2/a-shop', {}],
      ['of something else under the same prefix', 'ponte/prod/database', { service: 'shop' }],
    ])('no secret %s', (_what, name, different) => {
      for (const platform of ['shopify', 'woocommerce']) {
        expect(mayRead(name, { service: 'ponte', stage: 'prod', platform, ...different })).toBe(false);
      }
    });

    test.each(['service', 'stage'])('no secret without the tag %s, as one that a hand has made', (key) => {
      const tags = new Map([
        ['service', 'ponte'],
        ['stage', 'prod'],
        ['platform', platforms[0] ?? 'shopify'],
      ]);
      tags.delete(key);
      expect(mayRead('ponte/prod/a-shop', Object.fromEntries(tags))).toBe(false);
    });
  });

  test('lets bodies be deleted that were parked, and nothing else', () => {
    const statements = ofType(template, 'AWS::IAM::Role').flatMap(([, role]) =>
      list(at(role, 'Properties.Policies')).flatMap((policy) => list(at(policy, 'PolicyDocument.Statement'))),
    );
    const deleting = statements.filter((one) => JSON.stringify(one).includes('DeleteItem'));
    expect(deleting.map((one) => at(one, 'Condition'))).toEqual(
      Array(2).fill({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': 'PARKED#*' } }),
    );
  });

  test('draws its dashboard from what is there', () => {
    const body = String(at(template, 'Resources.Dashboard.Properties.DashboardBody.Fn::Sub'));
    expect(JSON.parse(body).widgets.length).toBeGreaterThan(6);
    const referred = [...body.matchAll(/\$\{(\w+)[.}]/g)].map(([, id = '']) => id);
    expect(referred.length).toBeGreaterThan(6);
    expect(referred.filter((id) => template.Resources[id] === undefined)).toEqual([]);
  });
});

describe('an alarm', () => {
  const alarms = () => ofType(template, 'AWS::CloudWatch::Alarm');
  const budgets = () => ofType(template, 'AWS::Budgets::Budget');

  test('is one of those that test/deploy/alarms-in-time.test.ts plays in simulated time', async () => {
    const module = await import(join(import.meta.dirname, '../../../deploy/alarms.js'));
    const played: Record<string, Resource> = await module.alarms({ resolveVariable: async () => 'ponte-prod' });
    expect(Object.fromEntries(alarms())).toEqual(JSON.parse(JSON.stringify(played)));
  });

  test('has its entry in the runbook, which says what it means, how to look and what to do', () => {
    const entries = runbook();
    expect(entries.flatMap(({ alarms: names }) => names).toSorted()).toEqual(
      [...alarms(), ...budgets()].map(([name]) => name).toSorted(),
    );
    expect(entries.filter(({ lacks }) => lacks.length > 0)).toEqual([]);
  });

  test('that is on a metric of our own is on one that the functions write, under the namespace that they write to, or a filter', () => {
    const functions = ofType(template, 'AWS::Lambda::Function');
    const namespaces = functions.map(([, one]) => at(one, 'Properties.Environment.Variables.METRIC_NAMESPACE'));
    expect(new Set(namespaces)).toEqual(new Set(['ponte-prod']));
    const filtered = ofType(template, 'AWS::Logs::MetricFilter').flatMap(([, { Properties }]) =>
      list(Properties.MetricTransformations).map((one) => `${at(one, 'MetricNamespace')} ${at(one, 'MetricName')}`),
    );
    expect(new Set(filtered)).toEqual(new Set(['ponte-prod RequestsThrottled', 'ponte-prod Outcomes']));
    const own = alarms()
      .map(([, { Properties }]) => watchedMetric(Properties))
      .filter(({ namespace, metric }) => !namespace.startsWith('AWS/') && metric !== 'RequestsThrottled');
    expect(own.length).toBeGreaterThan(5);
    for (const { namespace, metric, dimension, of } of own) {
      const [, row] = Object.entries(metricTable).find(([name]) => name === metric) ?? [];
      expect(namespace).toBe('ponte-prod');
      expect(row?.dimension).toBe(dimension);
      // Each store is judged by itself.
      expect(of).toBe(dimension === 'Severity' ? 'error' : null);
    }
  });
});

describe('is refused with', () => {
  test.each(brokenTemplates)('%s', (_what, path, value, fault) => {
    const copy = parseTemplate(JSON.stringify(template));
    const keys = path.split('.');
    const key = keys.pop() ?? '';
    const owner = Object(keys.length === 0 ? copy.Resources : at(copy.Resources, keys.join('.')));
    expect(owner[key]).not.toEqual(value);
    if (value === undefined) delete owner[key];
    else owner[key] = value;
    expect([...templateFaults(copy), ...faultsOf(copy)].join('\n')).toMatch(fault);
  });
});

/** What each policy allows, by the resource it allows it on. */
function grants(subject: Template): Record<string, Record<string, readonly string[]>> {
  const granted: Record<string, Record<string, readonly string[]>> = {};
  for (const { of, actions, resources } of allowed(subject)) {
    for (const one of resources) {
      const resource = target(one) ?? String(at(one, 'Fn::Sub') ?? one);
      granted[of] = { ...granted[of], [resource]: [...(granted[of]?.[resource] ?? []), ...actions] };
    }
  }
  return granted;
}

const SECRETS = `arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:ponte/prod/*`;

/** Those of the stage's stores; which of them, the condition says. */
const secrets = { [SECRETS]: ['secretsmanager:GetSecretValue'] };
