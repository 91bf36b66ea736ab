import { isBaseUrl } from '../src/shared/base-url.ts';
import { areTags } from './company/company-tags.ts';
import { keyArn } from './company/key-arn.ts';
import { isStageName } from './stage-names.ts';

/** What is given to a packaging or a deployment. */
export interface Given {
  readonly stage: string;
  /** The names under `params` in serverless.yml, of every stage, and those of `--param`. */
  readonly names: Iterable<string>;
  /** The stage's values, by name. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** What a value has to be, in words, and whether it is. */
interface Kind {
  readonly wanted: string;
  is(text: string): boolean;
}

/** CloudWatch Logs takes no other numbers of days. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const whole = (least: number, most: number): Kind => ({
  wanted: `a whole number from ${least} to ${most}`,
  is: (text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most,
});
const oneOf = (...values: readonly string[]): Kind => ({
  wanted: values.join(' or '),
  is: (text) => values.includes(text),
});
const flag = oneOf('true', 'false');
const pattern = (wanted: string, regExp: RegExp): Kind => ({ wanted, is: (text) => regExp.test(text) });
const ids = (prefix: string) =>
  pattern(
    `ids with commas between them, such as ${prefix}-0a1b2c3d,${prefix}-4e5f6a7b`,
    new RegExp(`^${prefix}-[0-9a-f]+(?:\\s*,\\s*${prefix}-[0-9a-f]+)*$`),
  );
/** As many as SQS lets an event source run at once. */
const concurrency = whole(2, 1_000);
const perSecond = whole(1, 1_000_000);

const kinds: Readonly<Record<string, Kind>> = {
  region: { wanted: 'a region of AWS, such as sa-east-1', is: (text) => /^[a-z]{2}(?:-[a-z]+)+-\d$/.test(text) },
  posting: oneOf('on', 'off'),
  logRetentionDays: {
    wanted: `one of ${RETENTION_DAYS.join(', ')}`,
    is: (text) => RETENTION_DAYS.map(String).includes(text),
  },
  settleConcurrency: concurrency,
  promotionConcurrency: concurrency,
  // `ReconcileSilent` expects one an hour.
  reconcileMinutes: whole(5, 60),
  deletionProtection: flag,
  shopifyRatePerSecond: perSecond,
  shopifyBurst: perSecond,
  woocommerceRatePerSecond: perSecond,
  woocommerceBurst: perSecond,
  apiRatePerSecond: perSecond,
  apiBurst: perSecond,
  monthlyBudgetUsd: {
    wanted: 'an amount in US dollars, such as 50, or 0 for no budget',
    is: (text) => /^\d{1,9}(?:\.\d{1,2})?$/.test(text),
  },
  permissionsBoundary: pattern('the ARN of a policy', /^arn:aws[\w-]*:iam::(?:\d{12}|aws):policy\/\S+$/),
  kmsKeyArn: pattern(keyArn.wanted, keyArn.pattern),
  subnetIds: ids('subnet'),
  securityGroupIds: ids('sg'),
  domainName: pattern(
    'a name of yours in lower case, such as ponte.example.com',
    /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  ),
  certificateArn: pattern(
    "the ARN of a certificate of ACM in the stack's region",
    /^arn:aws[\w-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  ),
  hostedZoneId: pattern('the id of a hosted zone of Route 53, such as Z0123456789ABC', /^[A-Z0-9]{8,32}$/),
  noticeAddress: pattern('an e-mail address', /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/),
  tags: {
    wanted: 'keys and values, such as costCentre=42,team=loyalty, without service, stage and platform',
    is: areTags,
  },
  bonifiqBaseUrl: { wanted: 'an https:// address, such as https://api.bonifiq.com.br', is: isBaseUrl },
};

export const parameterNames = Object.keys(kinds);

/** Parameters that mean nothing without others. */
const together: readonly (readonly [name: string, needs: string])[] = [
  ['subnetIds', 'securityGroupIds'],
  ['securityGroupIds', 'subnetIds'],
  ['domainName', 'certificateArn'],
  ['certificateArn', 'domainName'],
  ['hostedZoneId', 'domainName'],
];

/** What AWS, or nobody, would say of a stage and its parameters in the midst of a deployment; each says what to write. */
export function parameterFaults({ stage, names, values }: Given): string[] {
  const unknown = [...new Set(names)].filter((name) => !parameterNames.includes(name));
  return [
    ...(isStageName(stage) ? [] : [stageFault(stage)]),
    ...unknown.map((name) => `there is no parameter "${name}"; there are ${parameterNames.join(', ')}`),
    ...Object.entries(kinds).flatMap(([name, { wanted, is }]) => {
      const value = values.get(name);
      return isMissing(value) || is(String(value)) ? [] : [`${name} is "${value}"; write ${wanted}`];
    }),
    ...together.flatMap(([name, needs]) =>
      isMissing(values.get(name)) || !isMissing(values.get(needs)) ? [] : [`${name} needs ${needs}, too`],
    ),
  ];
}

/** A parameter without a value in YAML is nothing. */
function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

function stageFault(stage: string): string {
  const lower = stage
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '');
  const such = lower === '' ? 'prod' : lower;
  return `the stage is "${stage}"; write lower-case letters, digits and dashes, beginning with a letter, such as --stage ${such}: names of AWS's resources hold it`;
}
