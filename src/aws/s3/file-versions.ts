import { addAbortSignal, Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import type { FileVersions, StoredFileVersion } from '../../ports/file-versions.ts';

/**
 * All versions of the objects of a bucket. Needs `s3:ListBucketVersions`, `s3:ListBucket`, `s3:GetObjectVersion`, `s3:PutObject` and
 * `s3:DeleteObjectVersion`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export function createS3FileVersions({
  client,
  bucket: Bucket,
}: {
  readonly client: S3Client;
  readonly bucket: string;
}): FileVersions {
  async function* versionPages(abortSignal: AbortSignal) {
    let next: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
    while (next !== null) {
      const page: ListObjectVersionsCommandOutput = await client.send(
        new ListObjectVersionsCommand({ Bucket, ...next }),
        { abortSignal },
      );
      yield page;
      const { NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      next = KeyMarker === undefined ? null : { KeyMarker, ...(VersionIdMarker !== undefined && { VersionIdMarker }) };
    }
  }

  /** An emulator that knows no versions lists none of them. */
  async function* unlisted(listed: ReadonlySet<string>, abortSignal: AbortSignal): AsyncGenerator<StoredFileVersion> {
    for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket }, { abortSignal })) {
      for (const { Key: file, ETag: etag } of Contents) {
        if (file === undefined || etag === undefined || listed.has(file)) continue;
        yield { file, etag, id: null, isNewest: true };
      }
    }
  }

  return {
    async *all(abortSignal) {
      const listed = new Set<string>();
      for await (const { Versions = [] } of versionPages(abortSignal)) {
        for (const { Key: file, VersionId: id, ETag: etag, IsLatest: isNewest = false } of Versions) {
          if (file === undefined || id === undefined || etag === undefined) continue;
          listed.add(file);
          yield { file, id, etag, isNewest };
        }
      }
      yield* unlisted(listed, abortSignal);
    },
    async open({ file: Key, id }, abortSignal) {
      const get = new GetObjectCommand({ Bucket, Key, ...(id !== null && { VersionId: id }) });
      const { Body: body } = await client.send(get, { abortSignal });
      if (!(body instanceof Readable)) throw new TypeError('S3 answers without a body');
      return addAbortSignal(abortSignal, body);
    },
    async replace({ file: Key, etag: IfMatch }, Body, abortSignal) {
      try {
        await client.send(new PutObjectCommand({ Bucket, Key, Body, IfMatch }), { abortSignal });
        return 'replaced';
      } catch (error) {
        // Somebody has put another one meanwhile: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412) return 'changed';
        throw error;
      }
    },
    async remove({ file: Key, id }, abortSignal) {
      await client.send(new DeleteObjectCommand({ Bucket, Key, ...(id !== null && { VersionId: id }) }), {
        abortSignal,
      });
    },
  };
}
