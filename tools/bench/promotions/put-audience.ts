import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

/** S3 takes no part but the last below 5 MiB, and fauxqs no request above 11 MiB. */
const PART_BYTES = 8 * 1024 * 1024;

/** Puts a file of any length into a bucket, part by part, packed or as it is; returns its bytes. */
export async function putAudience(
  client: S3Client,
  { Bucket, Key, gzip }: { readonly Bucket: string; readonly Key: string; readonly gzip: boolean },
  pieces: Iterable<Buffer>,
): Promise<number> {
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const source = Readable.from(pieces);
  const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
  let bytes = 0;
  for await (const Body of parts(gzip ? source.pipe(createGzip()) : source)) {
    const PartNumber = Parts.length + 1;
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    Parts.push({ PartNumber, ETag });
    bytes += Body.length;
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
  return bytes;
}

async function* parts(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    held.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
