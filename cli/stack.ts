import { CloudFormationClient, DescribeStacksCommand, type Stack } from '@aws-sdk/client-cloudformation';
import { Failure, located } from './failure.ts';

/** The region of a stage, as the AWS SDK finds it. */
export async function regionOf({ config }: { readonly config: { region(): Promise<string> } }): Promise<string> {
  return await config.region().catch(() => {
    throw new Failure('No AWS region is known. Set AWS_REGION to that of the stage, such as sa-east-1.');
  });
}

/** A stage's stack, as CloudFormation describes it; null where there is none in this account and region. */
export async function findStack(stage: string): Promise<Stack | null> {
  const client = new CloudFormationClient({});
  const describe = () => client.send(new DescribeStacksCommand({ StackName: stackName(stage) }));
  const what = `The stack ${stackName(stage)} in ${await regionOf(client)}`;
  const stacks = located({ describe }, { what, of: { kind: 'stage', stage } });
  try {
    const [stack = null] = (await stacks.describe()).Stacks ?? [];
    return stack;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * CloudFormation has no error of its own for a stack that there is not: "Stack with id … does not exist".
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationError' && error.message.endsWith('does not exist');
}

/** @throws Failure where there is none */
async function readStack(stage: string): Promise<Stack> {
  const stack = await findStack(stage);
  if (stack !== null) return stack;
  throw new Failure(
    `There is no stack ${stackName(stage)} in this account and region.\nDeploy it, npm run deploy -- --stage ${stage}, or say in AWS_REGION and AWS_PROFILE where to look.`,
  );
}

export function stackName(stage: string): string {
  return `ponte-${stage}`;
}

/** Where the webhooks of a stage go: a domain of the company's, or an output that osls gives every HTTP API. */
export async function webhooksUrlOf(stage: string): Promise<string> {
  const { Outputs = [] } = await readStack(stage);
  const output = (key: string) => Outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
  const url = output('WebhooksUrl') ?? output('HttpApiUrl');
  if (url === undefined)
    throw new Failure(`The stack ${stackName(stage)} has no output HttpApiUrl: was it deployed by osls?`);
  return url;
}
