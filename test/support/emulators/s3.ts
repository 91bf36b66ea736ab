import { S3Client } from '@aws-sdk/client-s3';

/** A client of an emulator on this machine, which lets everybody in. An address in numbers makes it write the bucket into the path. */
export function s3Client(endpoint: string): S3Client {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new S3Client({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
}
