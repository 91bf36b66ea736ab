/** A company's own KMS key. Log groups and variables of functions take no alias, and the roles are given the key itself. */
export const keyArn = {
  wanted: 'the ARN of a key, such as arn:aws:kms:sa-east-1:123456789012:key/…, and not of an alias',
  pattern: /^arn:aws[\w-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
} as const;
