// Deploys what `npm run plain` has made, within an app of the CDK:
//   npm install aws-cdk-lib constructs && npx cdk deploy --app 'node examples/cdk/app.mjs'
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const folder = resolve(import.meta.dirname, '../../dist/plain');
const app = new App();
const stack = new Stack(app, 'ponte-prod', { terminationProtection: true });
const ponte = new CfnInclude(stack, 'Ponte', {
  templateFile: `${folder}/template.json`,
  // The code of each function is an asset of the CDK instead. The template's other parameters remain: cdk deploy --parameters.
  parameters: { CodeBucket: '', CodePrefix: '' },
});
const { Resources } = JSON.parse(readFileSync(`${folder}/template.json`, 'utf8'));
for (const [id, { Type, Properties }] of Object.entries(Resources)) {
  if (Type !== 'AWS::Lambda::Function') continue;
  const [, zip] = Properties.Code.S3Key['Fn::Sub'].split('}');
  const { s3BucketName: s3Bucket, s3ObjectKey: s3Key } = new Asset(stack, zip, { path: `${folder}/${zip}` });
  ponte.getResource(id).code = { s3Bucket, s3Key };
}
