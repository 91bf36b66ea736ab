import { deployed } from './deployed-text.ts';
import { at, type Packaged, resourcesOf } from './packaged.ts';
import { resourceNames } from './resource-names.ts';

/** A limit of AWS that a deployment can reach. */
export interface Limit {
  readonly of: string;
  readonly unit: 'resources' | 'outputs' | 'alarms' | 'widgets' | 'metrics' | 'characters' | 'bytes';
  readonly limit: number;
  /** Whether it fills up with stores or promotions: then it is told of before it is full. */
  readonly grows: boolean;
  /** What to do when it is full, as a sentence without its full stop. */
  readonly advice: string;
  /** How much of it is used, and by what. */
  readonly uses: (packaged: Packaged) => readonly Use[];
}

export interface Use {
  /** What uses it, such as a role; empty for the template itself. */
  readonly by: string;
  readonly amount: number;
}

const SPLIT = 'move some stores with their promotions into another deployment, with a ponte.config.ts of its own';
const SHORTER = 'Take a shorter name for the stage, or a shorter id';

/** Every limit that a package is checked against before anything is deployed. */
export const limits: readonly Limit[] = [
  /** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
  {
    of: 'template',
    unit: 'resources',
    limit: 500,
    grows: true,
    advice: `Each promotion is one resource, and stores are none; take promotions out that are over, or ${SPLIT}`,
    uses: ({ template }) => [{ by: '', amount: Object.keys(template.Resources).length }],
  },
  {
    of: 'template',
    unit: 'bytes',
    limit: 1_000_000,
    grows: true,
    advice: `Package with --minify-template, or ${SPLIT}`,
    uses: ({ templateBytes }) => [{ by: '', amount: templateBytes }],
  },
  {
    of: 'template',
    unit: 'outputs',
    limit: 200,
    grows: true,
    advice: 'Take outputs out of deploy/resources/',
    uses: ({ template }) => [{ by: '', amount: Object.keys(template.Outputs ?? {}).length }],
  },
  {
    of: 'logical id',
    unit: 'characters',
    limit: 255,
    grows: false,
    advice: SHORTER,
    uses: ({ template }) => Object.keys(template.Resources).map((id) => ({ by: id, amount: id.length })),
  },
  /** White space does not count. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
  {
    of: 'inline policies of a role',
    unit: 'characters',
    limit: 10_240,
    grows: true,
    advice: 'Name resources by a prefix and a condition in deploy/resources/roles.yml, not one by one',
    uses: (packaged) =>
      resourcesOf(packaged, 'AWS::IAM::Role').map(([by, role]) => ({
        by,
        amount: policyLength(role.Policies, packaged),
      })),
  },
  {
    of: 'trust policy of a role',
    unit: 'characters',
    limit: 2_048,
    grows: false,
    advice: 'Trust fewer principals in deploy/resources/',
    uses: (packaged) =>
      resourcesOf(packaged, 'AWS::IAM::Role').map(([by, role]) => ({
        by,
        amount: withoutSpace(deployed(role.AssumeRolePolicyDocument, packaged)),
      })),
  },
  /** @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
  {
    of: 'environment of a function',
    unit: 'bytes',
    limit: 4_096,
    grows: true,
    advice: 'Keep what is long in ponte.config.ts, which is bundled, and not in serverless.yml',
    uses: (packaged) =>
      resourcesOf(packaged, 'AWS::Lambda::Function').map(([by, one]) => {
        const variables = deployed(at(one, 'Environment.Variables') ?? {}, packaged);
        return { by, amount: Buffer.byteLength(JSON.stringify(variables)) };
      }),
  },
  {
    of: 'unzipped code of a function',
    unit: 'bytes',
    limit: 250 * 1_024 ** 2,
    grows: true,
    advice: `The configuration is part of the code; ${SPLIT}`,
    uses: ({ codeBytes }) => [...codeBytes].map(([by, amount]) => ({ by, amount })),
  },
  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
  {
    of: 'alarms with a query, in a region',
    unit: 'alarms',
    limit: 200,
    grows: true,
    advice:
      'Ask AWS for more alarms with a query of Metrics Insights, of which other stacks in the region may have some, too',
    uses: (packaged) => [
      { by: '', amount: resourcesOf(packaged, 'AWS::CloudWatch::Alarm').filter(([, one]) => one.Metrics).length },
    ],
  },
  {
    of: 'description of an alarm',
    unit: 'characters',
    limit: 1_024,
    grows: false,
    advice: 'Say less in deploy/alarms.js',
    uses: (packaged) =>
      resourcesOf(packaged, 'AWS::CloudWatch::Alarm').map(([by, one]) => ({
        by,
        amount: String(one.AlarmDescription ?? '').length,
      })),
  },
  {
    of: 'dashboard',
    unit: 'widgets',
    limit: 500,
    grows: true,
    advice: 'Draw less in deploy/dashboard.js',
    uses: (packaged) => dashboards(packaged).map(([by, widgets]) => ({ by, amount: widgets.length })),
  },
  {
    of: 'dashboard',
    unit: 'metrics',
    limit: 2_500,
    grows: true,
    advice: 'Draw less in deploy/dashboard.js',
    uses: (packaged) =>
      dashboards(packaged).map(([by, widgets]) => ({
        by,
        amount: widgets.reduce<number>((sum, one) => sum + metricsOf(one), 0),
      })),
  },
  {
    of: 'widget of a dashboard',
    unit: 'metrics',
    limit: 500,
    grows: true,
    advice: 'Draw less in deploy/dashboard.js',
    uses: (packaged) =>
      dashboards(packaged).flatMap(([, widgets]) =>
        widgets.map((one) => ({ by: String(at(one, 'properties.title') ?? ''), amount: metricsOf(one) })),
      ),
  },
  ...Object.entries(resourceNames).map(
    ([type, { property, limit }]): Limit => ({
      of: `name of a resource ${type}`,
      unit: 'characters',
      limit,
      grows: false,
      advice: SHORTER,
      uses: (packaged) =>
        resourcesOf(packaged, type).flatMap(([, one]) => {
          if (one[property] === undefined) return [];
          const name = String(deployed(one[property], packaged));
          return [{ by: name, amount: name.length }];
        }),
    }),
  ),
];

function policyLength(policies: unknown, packaged: Packaged): number {
  return [policies ?? []]
    .flat()
    .reduce<number>((sum, policy) => sum + withoutSpace(deployed(at(policy, 'PolicyDocument'), packaged)), 0);
}

function withoutSpace(document: unknown): number {
  return (JSON.stringify(document) ?? '').replaceAll(/\s/g, '').length;
}

function dashboards(packaged: Packaged): [name: string, widgets: readonly unknown[]][] {
  return resourcesOf(packaged, 'AWS::CloudWatch::Dashboard').map(([id, { DashboardBody }]) => {
    const { widgets } = JSON.parse(String(deployed(DashboardBody, packaged)));
    return [id, widgets];
  });
}

function metricsOf(widget: unknown): number {
  return [at(widget, 'properties.metrics') ?? []].flat(1).length;
}
