import * as z from 'zod';
import { withProperties } from '../company/settings.ts';
import { withSettings } from '../company/with-settings.ts';
import { adjustableBudget } from './adjustable-budget.ts';
import { conditions, parameters, rules, settings } from './plain-parameters.ts';

const resource = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).optional() });
const schema = z.looseObject({
  Resources: z.record(z.string(), resource),
  Outputs: z.record(z.string(), z.looseObject({ Value: z.unknown() })),
});

/** The bucket that osls deploys from, and what belongs to it. */
const OF_OSLS = ['ServerlessDeploymentBucket', 'ServerlessDeploymentBucketPolicy'];

/** What only a package with a company's settings holds. */
const OF_A_COMPANY = ['PermissionsBoundary', 'KmsKeyArn', 'VpcConfig', 'Domain', 'NoticeSubscription'];

/**
 * The template that osls makes, for those who deploy without osls: with parameters for what differs between accounts, with zips in a
 * bucket of theirs, and without osls's own. Throws on a template that is not osls's, or that was packaged for one company.
 */
export function plainTemplate(text: string): string {
  const { Resources, Outputs, ...rest } = schema.parse(JSON.parse(text));
  if (OF_A_COMPANY.some((name) => text.includes(`"${name}"`)))
    throw new Error('package it without what a company asks for: all of it are parameters of the template');
  const resources = Object.entries(Resources).filter(([id]) => !OF_OSLS.includes(id));
  const outputs = Object.entries(Outputs)
    .filter(([id]) => id !== 'ServerlessDeploymentBucketName')
    .map(([id, { Value }]) => [id, { Value }]);
  const budget = adjustableBudget(Resources.MonthlyBudget);
  const plain = {
    ...rest,
    Parameters: { ...parameters, ...budget?.parameters },
    Rules: rules,
    Conditions: { ...conditions, ...budget?.conditions },
    ...withSettings(
      {
        Resources: Object.fromEntries(
          resources.map(([id, one]) => [id, id === 'MonthlyBudget' && budget ? budget.resource : withCode(one)]),
        ),
        Outputs: Object.fromEntries(outputs),
      },
      settings,
    ),
  };
  const made = JSON.stringify(plain, null, 1);
  if (OF_OSLS.some((id) => made.includes(`"${id}"`))) throw new Error("the template refers to osls's bucket");
  return `${made}\n`;
}

const codeSchema = z.object({ S3Key: z.string().regex(/\/[a-z]+\.zip$/) });

function withCode(one: z.infer<typeof resource>) {
  if (one.Type !== 'AWS::Lambda::Function') return one;
  const zip = codeSchema.parse(one.Properties?.Code).S3Key.split('/').at(-1);
  return withProperties(one, {
    Code: { S3Bucket: { Ref: 'CodeBucket' }, S3Key: { 'Fn::Sub': `\${CodePrefix}${zip}` } },
  });
}
