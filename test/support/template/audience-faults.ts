import { differences } from './differences.ts';
import type { Template } from './template.ts';

/** Its files name customers, and runs count on their versions. */
export function audiencesAreKept({
  Resources: { AudienceBucket: bucket, AudienceBucketPolicy: policy },
}: Template): string[] {
  return [
    ...differences('AudienceBucket', bucket, {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      'Properties.VersioningConfiguration.Status': 'Enabled',
      'Properties.OwnershipControls.Rules.0.ObjectOwnership': 'BucketOwnerEnforced',
      'Properties.PublicAccessBlockConfiguration.BlockPublicAcls': true,
      'Properties.PublicAccessBlockConfiguration.BlockPublicPolicy': true,
      'Properties.PublicAccessBlockConfiguration.IgnorePublicAcls': true,
      'Properties.PublicAccessBlockConfiguration.RestrictPublicBuckets': true,
    }),
    ...differences('AudienceBucketPolicy', policy, {
      'Properties.Bucket.Ref': 'AudienceBucket',
      'Properties.PolicyDocument.Statement.0.Effect': 'Deny',
      'Properties.PolicyDocument.Statement.0.Principal': '*',
      'Properties.PolicyDocument.Statement.0.Action': 's3:*',
      'Properties.PolicyDocument.Statement.0.Condition.Bool.aws:SecureTransport': 'false',
    }),
  ];
}
