import * as z from 'zod';

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() });
const schema = z.looseObject({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })),
});

/** The bucket that osls deploys from, and what belongs to it. */
const OF_OSLS = ['ServerlessDeploymentBucket', 'ServerlessDeploymentBucketPolicy'];

const PARAMETERS = {
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
  NoticeAddress: {
    Type: 'String',
    Default: '',
    Description: 'An e-mail address that alarms and budget notify; it has to confirm',
  },
  PermissionsBoundary: {
    Type: 'String',
    Default: '',
    Description: 'The ARN of the policy that bounds all roles, where a company asks for one',
    AllowedPattern: '(arn:.+)?',
  },
};

const CONDITIONS = {
  HasNoticeAddress: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'NoticeAddress' }, ''] }] },
  HasPermissionsBoundary: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'PermissionsBoundary' }, ''] }] },
};

/**
 * The template that osls makes, for those who deploy without osls: with parameters for what differs between accounts, with zips in a
 * bucket of theirs, and without osls's own. Throws on a template that is not osls's.
 */
export function plainTemplate(text: string): string {
  const { Resources, Outputs, ...rest } = schema.parse(JSON.parse(text));
  const resources = Object.entries(Resources).filter(([id]) => !OF_OSLS.includes(id));
  const plain = {
    ...rest,
    Parameters: PARAMETERS,
    Conditions: CONDITIONS,
    Resources: {
      ...Object.fromEntries(resources.map(([id, one]) => [id, plainResource(one)])),
      NoticeSubscription: {
        Type: 'AWS::SNS::Subscription',
        Condition: 'HasNoticeAddress',
        Properties: { TopicArn: { Ref: 'Notices' }, Protocol: 'email', Endpoint: { Ref: 'NoticeAddress' } },
      },
    },
    Outputs: Object.fromEntries(
      Object.entries(Outputs)
        .filter(([id]) => id !== 'ServerlessDeploymentBucketName')
        .map(([id, { Value }]) => [id, { Value }]),
    ),
  };
  const made = JSON.stringify(plain, null, 1);
  if (OF_OSLS.some((id) => made.includes(`"${id}"`))) throw new Error("the template refers to osls's bucket");
  return `${made}\n`;
}

type Resource = z.infer<typeof resource>;

function plainResource(one: Resource): Resource {
  if (one.Type === 'AWS::Lambda::Function') return withProperties(one, { Code: codeOf(one) });
  if (one.Type === 'AWS::IAM::Role') {
    const PermissionsBoundary = {
      'Fn::If': ['HasPermissionsBoundary', { Ref: 'PermissionsBoundary' }, { Ref: 'AWS::NoValue' }],
    };
    return withProperties(one, { PermissionsBoundary });
  }
  return one;
}

function withProperties(one: Resource, added: Readonly<Record<string, unknown>>): Resource {
  return { ...one, Properties: { ...one.Properties, ...added } };
}

const codeSchema = z.object({ S3Key: z.string().regex(/\/[a-z]+\.zip$/) });

function codeOf({ Properties }: Resource) {
  const zip = codeSchema.parse(Properties?.Code).S3Key.split('/').at(-1);
  return { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { 'Fn::Sub': `\${CodePrefix}${zip}` } };
}
