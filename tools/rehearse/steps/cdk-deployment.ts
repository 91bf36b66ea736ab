import { createHash } from 'node:crypto';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { expectThat } from '../deviation.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { lint } from './check-steps.ts';

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string() }),
      destinations: z.record(z.string(), z.object({ bucketName: z.string(), objectKey: z.string() })),
    }),
  ),
});
/** As the template in which the CDK asks for it names it. */
const BOOTSTRAPPED = '/cdk-bootstrap/hnb659fds/version';
const SYNTHESISED = 'cdk.out/ponte-prod';

/**
 * examples/cdk, synthesised by the CDK's own library out of what `npm run plain` has made. `cdk deploy` does with the outcome what
 * stands here: it copies the assets where their list says, and hands CloudFormation the template. No stack of that name may be there.
 */
export async function deployByCdk({ run, ask, project, programs, note }: Rehearsal, stack: string): Promise<void> {
  symlinkSync(programs.cdk, join(project, 'examples/cdk/node_modules'));
  await run('CDK_OUTDIR=cdk.out node examples/cdk/app.mjs');
  const template = `${SYNTHESISED}.template.json`;
  const faults = await lint({ run }, template);
  expectThat(faults.length === 0, `cfn-lint finds in the template of the CDK:\n${faults.join('\n')}`);

  await run(`aws ssm put-parameter --name ${BOOTSTRAPPED} --type String --value 21`);
  const { Account } = z.object({ Account: z.string() }).parse(await ask('aws sts get-caller-identity --output json'));
  const bucket = `cdk-hnb659fds-assets-${Account}-$AWS_REGION`;
  await run(`aws s3 mb "s3://${bucket}"`);
  const here = (name: string) =>
    name.replace(/\$\{AWS::AccountId\}/, Account).replace(/\$\{AWS::Region\}/, '$$AWS_REGION');
  const { files } = assetsSchema.parse(JSON.parse(readFileSync(join(project, `${SYNTHESISED}.assets.json`), 'utf8')));
  for (const { source, destinations } of Object.values(files)) {
    for (const { bucketName, objectKey } of Object.values(destinations))
      await run(`aws s3 cp --quiet cdk.out/${source.path} "s3://${here(bucketName)}/${objectKey}"`);
  }
  await run(`aws cloudformation deploy --stack-name ${stack} --template-file ${template} \\
  --s3-bucket "${bucket}" --capabilities CAPABILITY_NAMED_IAM`);

  const zip = readFileSync(join(project, 'dist/plain/shopify.zip'));
  const { Configuration } = z
    .object({ Configuration: z.object({ CodeSha256: z.string() }) })
    .parse(await ask(`aws lambda get-function --function-name ${stack}-shopify --output json`));
  const sha256 = createHash('sha256').update(zip).digest('base64');
  expectThat(Configuration.CodeSha256 === sha256, `the code of shopify has the SHA-256 ${Configuration.CodeSha256}`);
  await run(`aws cloudformation delete-stack --stack-name ${stack}`);
  note(
    `examples/cdk is synthesised with ${Object.keys(files).length} assets, and CloudFormation deploys what comes of it.`,
  );
}
