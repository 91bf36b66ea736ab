import { addAbortSignal, Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { AudienceFault, type AudienceFiles } from '../../ports/audience-files.ts';
import { untilAborted } from '../../shared/until-aborted.ts';

/**
 * Files in an S3 bucket, with or without versions. Needs `s3:ListBucket`: without it S3 answers 403 for a missing file. Where
 * the object has a full checksum, the SDK compares it at the end of the stream.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export function createS3AudienceFiles({
  client,
  bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): AudienceFiles {
  return {
    async newest(file, signal) {
      signal.throwIfAborted();
      const head = new HeadObjectCommand({ Bucket: bucket, Key: file });
      try {
        const object = await untilAborted(signal, client.send(head, { abortSignal: signal }));
        const { VersionId: id, ETag: etag, ContentLength: bytes } = object;
        if (etag === undefined || bytes === undefined) throw new TypeError('S3 answers without a tag or a length');
        // A file put while the bucket kept no versions has the version "null", which the next put replaces.
        return { id: id === undefined || id === 'null' ? null : id, etag, bytes };
      } catch (error) {
        if (codeOf(error) === 404) return null;
        throw error;
      }
    },
    async open(file, { id, etag }, signal) {
      signal.throwIfAborted();
      const version = id === null ? {} : { VersionId: id };
      const get = new GetObjectCommand({ Bucket: bucket, Key: file, IfMatch: etag, ...version });
      try {
        const { Body: body } = await untilAborted(signal, client.send(get, { abortSignal: signal }));
        if (!(body instanceof Readable)) throw new TypeError('S3 answers without a body');
        return addAbortSignal(signal, body);
      } catch (error) {
        if (isGone(error)) {
          throw new AudienceFault(
            `${file} was replaced or deleted while it was being read; put the old one back, or start over with the new one`,
          );
        }
        throw error;
      }
    },
    async write(file, text, signal) {
      signal.throwIfAborted();
      const put = new PutObjectCommand({ Bucket: bucket, Key: file, Body: text });
      await untilAborted(signal, client.send(put, { abortSignal: signal }));
    },
  };
}

function isGone(error: unknown): boolean {
  const code = codeOf(error);
  return code === 412 || (code === 404 && error instanceof Error && error.name !== 'NoSuchBucket');
}

function codeOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}
