// Deploys what `npm run plain` has made, within an app of the CDK:
//   npm install aws-cdk-lib constructs && npx cdk deploy --app 'node examples/cdk/app.mjs'
import { resolve } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Asset } from 'aws-cdk-lib/aws-s3-assets';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const folder = resolve(import.meta.dirname, '../../dist/plain');
const app = new App();
const stack = new Stack(app, 'ponte-prod', { terminationProtection: true });
const ponte = new CfnInclude(stack, 'Ponte', {
  templateFile: `${folder}/template.json`,
  // The code of each function is an asset of the CDK instead.
  parameters: { CodeBucket: '', CodePrefix: '' },
});
for (const name of ['shopify', 'woocommerce', 'settle', 'park', 'promotions', 'sweep']) {
  const { s3BucketName: s3Bucket, s3ObjectKey: s3Key } = new Asset(stack, name, { path: `${folder}/${name}.zip` });
  ponte.getResource(`${name[0].toUpperCase()}${name.slice(1)}LambdaFunction`).code = { s3Bucket, s3Key };
}
