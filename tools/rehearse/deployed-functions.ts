import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unzipSync } from 'fflate';
import * as z from 'zod';
import { startHttpEndpoint } from '../../local/http-endpoint.ts';
import type { FunctionDefinition } from '../../local/lambda/execution-environment.ts';
import { type LambdaFunction, startFunction } from '../../local/lambda/lambda-function.ts';
import { startQueuePoller } from '../../local/queue-poller.ts';
import { startRuntimeEnvironment } from '../../test/support/lambda-runtime/runtime-environment.ts';
import type { Deployed } from './deployed.ts';
import { expectThat } from './deviation.ts';
import { REGION, type Rehearsal, type Stage } from './rehearsal.ts';

const CONCURRENCY = 2;
/** Where somebody who deploys without osls keeps the zips. */
export const CODE_BUCKET = 'code-of-the-company';

const stackSchema = z.object({
  Stacks: z.tuple([z.object({ Outputs: z.array(z.object({ OutputKey: z.string(), OutputValue: z.string() })) })]),
});
const functionsSchema = z.object({ Functions: z.array(z.object({ FunctionName: z.string() })) });
const functionSchema = z.object({
  Configuration: z.object({
    FunctionName: z.string(),
    Handler: z.string(),
    Timeout: z.int(),
    MemorySize: z.int(),
    CodeSha256: z.string(),
    Environment: z.object({ Variables: z.record(z.string(), z.string()) }),
  }),
  Code: z.object({ Location: z.url() }),
});
const mappingsSchema = z.object({
  EventSourceMappings: z.array(
    z.object({ EventSourceArn: z.string(), FunctionArn: z.string(), BatchSize: z.int(), State: z.string() }),
  ),
});
const apiSchema = z.object({ ApiEndpoint: z.string() });
const routesSchema = z.object({ Items: z.array(z.object({ RouteKey: z.string(), Target: z.string() })) });
const integrationsSchema = z.object({
  Items: z.array(z.object({ IntegrationId: z.string(), IntegrationUri: z.string() })),
});

/** Fetches code, settings and wiring of a stage's functions from AWS's API, and runs them on Lambda's runtime client. */
export async function startDeployed(rehearsal: Rehearsal, stage: Stage, folder: string): Promise<Deployed> {
  const { ask, emulator, environment, urls } = rehearsal;
  rmSync(folder, { recursive: true, force: true });
  const prefix = `ponte-${stage}-`;
  const described = await ask(`aws cloudformation describe-stacks --stack-name ponte-${stage} --output json`);
  const { Outputs } = stackSchema.parse(described).Stacks[0];
  const stack = Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
  const listed = functionsSchema.parse(await ask('aws lambda list-functions --output json'));
  const names = listed.Functions.map(({ FunctionName }) => FunctionName).filter((name) => name.startsWith(prefix));
  const code = new Map<string, string>();
  const lines: { name: string; line: string }[] = [];
  const closers: (() => Promise<void>)[] = [];

  const starting = names.map(async (fullName) => {
    const name = fullName.slice(prefix.length);
    const found = await ask(`aws lambda get-function --function-name ${fullName} --output json`);
    const { Configuration, Code } = functionSchema.parse(found);
    const taskRoot = join(folder, name);
    code.set(name, Configuration.CodeSha256);
    await fetchCode({ location: Code.Location, sha256: Configuration.CodeSha256, taskRoot });
    const definition: FunctionDefinition = {
      name: fullName,
      taskRoot,
      handler: Configuration.Handler,
      timeoutMs: Configuration.Timeout * 1_000,
      memoryMb: Configuration.MemorySize,
      concurrency: CONCURRENCY,
      environment: { ...Configuration.Environment.Variables, ...lambdasOwn(environment) },
    };
    const started = await startFunction(definition, {
      start: startRuntimeEnvironment,
      log: (_, line) => void lines.push({ name, line }),
    });
    closers.push(started.stop);
    return [name, started] as const;
  });
  // In the order of the list, whichever is there first.
  const functions = new Map<string, LambdaFunction>(await Promise.all(starting));

  const byArn = (arn: string) => functions.get(arn.split(':').at(-1)?.slice(prefix.length) ?? '');
  const client = new SQSClient({
    region: REGION,
    endpoint: emulator.url,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  });
  closers.push(async () => client.destroy());
  const { EventSourceMappings } = mappingsSchema.parse(
    await ask('aws lambda list-event-source-mappings --output json'),
  );
  for (const { EventSourceArn, FunctionArn, BatchSize: batchSize, State } of EventSourceMappings) {
    const target = byArn(FunctionArn);
    if (target === undefined || State !== 'Enabled') continue;
    const [account, queue] = EventSourceArn.split(':').slice(-2);
    const queueUrl = `${emulator.url}/${account}/${queue}`;
    const { invoke } = target;
    const log = (line: string) => void lines.push({ name: 'queue', line });
    closers.push(startQueuePoller({ client, queueUrl, batchSize, invoke, log }));
  }

  const apiId = stack.HttpApiId ?? '';
  const api = apiSchema.parse(await ask(`aws apigatewayv2 get-api --api-id ${apiId} --output json`));
  const routes = routesSchema.parse(await ask(`aws apigatewayv2 get-routes --api-id ${apiId} --output json`));
  const wired = integrationsSchema.parse(
    await ask(`aws apigatewayv2 get-integrations --api-id ${apiId} --output json`),
  );
  const endpoint = await startHttpEndpoint(
    0,
    routes.Items.map(({ RouteKey, Target }) => {
      const [method = '', path = ''] = RouteKey.split(' ');
      const integration = wired.Items.find(({ IntegrationId }) => Target === `integrations/${IntegrationId}`);
      const target = byArn(integration?.IntegrationUri ?? '');
      if (target === undefined) throw new Error(`${RouteKey} leads to no function of the stage`);
      return { method, path, invoke: target.invoke };
    }),
  );
  closers.push(endpoint.close);
  expectThat(stack.HttpApiUrl === api.ApiEndpoint, `HttpApiUrl is ${stack.HttpApiUrl}, and the API ${api.ApiEndpoint}`);
  urls.lead(new URL(api.ApiEndpoint).hostname, endpoint.url);
  return {
    url: api.ApiEndpoint,
    endpoint: endpoint.url,
    stack,
    functions,
    code,
    lines,
    async stop() {
      for (const close of closers.toReversed()) await close();
    },
  };

  async function fetchCode(of: { location: string; sha256: string; taskRoot: string }): Promise<void> {
    const file = `${of.taskRoot}.zip`;
    mkdirSync(of.taskRoot, { recursive: true });
    // The emulator's own bucket of code is made up; the stack's holds the same object.
    const key = decodeURIComponent(new URL(of.location).pathname.slice(1));
    const bucket = stack.ServerlessDeploymentBucketName ?? CODE_BUCKET;
    await rehearsal.run(`aws s3 cp --quiet 's3://${bucket}/${key}' '${file}'`);
    const bytes = readFileSync(file);
    const sha256 = createHash('sha256').update(bytes).digest('base64');
    expectThat(sha256 === of.sha256, `the code of ${key} has the SHA-256 ${sha256}, and Lambda says ${of.sha256}`);
    for (const [path, content] of Object.entries(unzipSync(bytes))) {
      mkdirSync(dirname(join(of.taskRoot, path)), { recursive: true });
      writeFileSync(join(of.taskRoot, path), content);
    }
  }
}

/** What Lambda gives every function, where the emulator is, and whom to trust as a shop on this machine. */
function lambdasOwn(environment: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_ENDPOINT_URL', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.map((name) => [name, environment[name] ?? '']));
}
