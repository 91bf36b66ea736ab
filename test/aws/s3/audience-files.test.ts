import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LocalSqsAndS3, startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { createS3AudienceFiles } from '../../../src/aws/s3/audience-files.ts';
import { AudienceFault } from '../../../src/ports/audience-files.ts';
import { describeAudienceFiles } from '../../support/conformance/audience-files.ts';
import { s3Client } from '../../support/emulators/s3.ts';
import { row, rowsOf } from '../../support/reading-audiences.ts';
import { refuse, type S3Request, startScriptedS3 } from '../../support/scripted-s3.ts';

const signal = new AbortController().signal;
const etagOf = (content: string) => `"${createHash('md5').update(content).digest('hex')}"`;
const GONE =
  'vip.csv was replaced or deleted while it was being read; put the old one back, or start over with the new one';

describeAudienceFiles('S3', async () => {
  const { endpoint, audienceBucket: Bucket, close } = await startSqsAndS3();
  const client = s3Client(endpoint);
  return {
    files: createS3AudienceFiles({ client, bucket: Bucket }),
    keepsVersions: false,
    put: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket, Key, Body }))),
    remove: async (Key) => void (await client.send(new DeleteObjectCommand({ Bucket, Key }))),
    async close() {
      client.destroy();
      await close();
    },
  };
});

describe('in a bucket without versions', () => {
  let s3: LocalSqsAndS3;
  let client: S3Client;
  beforeAll(async () => {
    s3 = await startSqsAndS3();
    client = s3Client(s3.endpoint);
  });
  afterAll(async () => {
    client.destroy();
    await s3.close();
  });
  const files = () => createS3AudienceFiles({ client, bucket: s3.audienceBucket });

  test('a file is recognised by its tag, and read', async () => {
    expect(await files().newest('vip.csv', signal)).toBeNull();
    await files().write('vip.csv', 'customer\njoão\n', signal);
    const version = { id: null, etag: etagOf('customer\njoão\n'), bytes: 15 };
    expect(await files().newest('vip.csv', signal)).toEqual(version);
    expect(await text(await files().open('vip.csv', version, signal))).toBe('customer\njoão\n');
  });

  test('a file that was replaced or deleted since is told apart', async () => {
    await files().write('vip.csv', 'customer\nana\n', signal);
    const first = { id: null, etag: etagOf('customer\nana\n'), bytes: 13 };
    await files().write('vip.csv', 'customer\nbob\n', signal);
    await expect(files().open('vip.csv', first, signal)).rejects.toThrow(new AudienceFault(GONE));
    await files().write('vip.csv', 'customer\nana\n', signal);
    expect(await text(await files().open('vip.csv', first, signal))).toBe('customer\nana\n');
    await client.send(new DeleteObjectCommand({ Bucket: s3.audienceBucket, Key: 'vip.csv' }));
    await expect(files().open('vip.csv', first, signal)).rejects.toThrow(new AudienceFault(GONE));
  });

  test('an audience of some megabytes is read as it was put there', async () => {
    const Body = gzipSync(`customer\n${Array.from({ length: 200_000 }, (_, n) => `${n}@example.com\n`).join('')}`);
    const put = {
      Bucket: s3.audienceBucket,
      Key: 'many.csv.gz',
      ContentEncoding: 'gzip',
      ChecksumAlgorithm: 'SHA256',
    } as const;
    await client.send(new PutObjectCommand({ ...put, Body }));
    const version = await files().newest('many.csv.gz', signal);
    if (version === null) throw new TypeError('it is not there');
    const rows = await rowsOf(await files().open('many.csv.gz', version, signal), {
      file: 'many.csv.gz',
      wants: 'noPoints',
    });
    expect(rows).toHaveLength(200_000);
    expect(rows.at(-1)).toEqual(row(200_001, '199999@example.com'));
  });

  test('a bucket that is not there is no fault of the audience', async () => {
    const elsewhere = createS3AudienceFiles({ client, bucket: 'elsewhere' });
    await expect(elsewhere.open('vip.csv', { id: null, etag: '"x"', bytes: 1 }, signal)).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(elsewhere.write('vip.csv', 'x', signal)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('as S3 answers', () => {
  const closers: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });
  async function scripted(answer: (request: S3Request, response: ServerResponse) => void) {
    const { endpoint, requests, close } = await startScriptedS3(answer);
    const client = s3Client(endpoint);
    closers.push(() => client.destroy(), close);
    return { files: createS3AudienceFiles({ client, bucket: 'some-bucket' }), requests };
  }
  const CONTENT = 'customer\nana\n';
  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html#API_GetObject_ResponseSyntax */
  const object = (version: string, more = {}) => ({
    etag: '"tag-1"',
    'content-length': CONTENT.length,
    'x-amz-version-id': version,
    ...more,
  });
  const VERSION = { id: '3HL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY', etag: '"tag-1"', bytes: 13 };

  test('the version that was found is the one that is read', async () => {
    const { files, requests } = await scripted(({ method }, response) => {
      response.writeHead(200, object(VERSION.id)).end(method === 'HEAD' ? '' : CONTENT);
    });
    expect(await files.newest('to/vip.csv', signal)).toEqual(VERSION);
    expect(await text(await files.open('to/vip.csv', VERSION, signal))).toBe(CONTENT);
    const [head, get] = requests.map(({ method, url, headers }) => ({
      method,
      path: new URL(url, 'http://s3').pathname,
      match: headers['if-match'],
      version: new URL(url, 'http://s3').searchParams.get('versionId'),
    }));
    expect(head).toEqual({ method: 'HEAD', path: '/some-bucket/to/vip.csv', match: undefined, version: null });
    expect(get).toEqual({ method: 'GET', path: '/some-bucket/to/vip.csv', match: '"tag-1"', version: VERSION.id });
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VersioningWorkflows.html */
  test('the version "null" is none', async () => {
    const { files } = await scripted((_request, response) => response.writeHead(200, object('null')).end());
    expect(await files.newest('vip.csv', signal)).toEqual({ ...VERSION, id: null });
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeleteMarker.html */
  test('a file behind a delete marker is not there', async () => {
    const { files } = await scripted((_request, response) =>
      response.writeHead(404, { 'x-amz-delete-marker': 'true', 'x-amz-version-id': 'marker' }).end(),
    );
    expect(await files.newest('vip.csv', signal)).toBeNull();
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList */
  test.each([
    [404, 'NoSuchVersion'],
    [404, 'NoSuchKey'],
    [412, 'PreconditionFailed'],
  ])('%i %s: the version is gone', async (status, code) => {
    const { files } = await scripted((_request, response) => refuse(response, status, code));
    await expect(files.open('vip.csv', VERSION, signal)).rejects.toThrow(new AudienceFault(GONE));
  });

  test.each([
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
    [503, 'SlowDown'],
  ])('%i %s: no fault of the audience', async (status, name) => {
    const { files } = await scripted(({ method }, response) =>
      method === 'HEAD' ? response.writeHead(status).end() : refuse(response, status, name),
    );
    await expect(files.open('vip.csv', VERSION, signal)).rejects.toMatchObject({ name });
    if (status !== 404) {
      await expect(files.newest('vip.csv', signal)).rejects.toMatchObject({ $metadata: { httpStatusCode: status } });
    }
  });

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html */
  test('bytes that are not those of the checksum are refused at their end', async () => {
    const { files, requests } = await scripted((_request, response) =>
      response.writeHead(200, object(VERSION.id, { 'x-amz-checksum-crc32': 'AAAAAA==' })).end(CONTENT),
    );
    await expect(buffer(await files.open('vip.csv', VERSION, signal))).rejects.toThrow('Checksum mismatch');
    expect(requests[0]?.headers['x-amz-checksum-mode']).toBe('ENABLED');
  });

  test('bytes that stop before their end are refused', async () => {
    const { files } = await scripted((_request, response) => {
      response.writeHead(200, object(VERSION.id)).write(CONTENT.slice(0, 5), () => response.destroy());
    });
    await expect(buffer(await files.open('vip.csv', VERSION, signal))).rejects.toThrow('aborted');
  });

  test.each([{}, { 'x-amz-checksum-crc32': 'AAAAAA==' }])('a stream ends with its signal: %j', async (checksum) => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { files } = await scripted((_request, response) => {
      response.on('close', resolve).writeHead(200, object(VERSION.id, checksum)).write(CONTENT.slice(0, 5));
    });
    const controller = new AbortController();
    const bytes = (await files.open('vip.csv', VERSION, controller.signal))[Symbol.asyncIterator]();
    expect((await bytes.next()).value).toEqual(Buffer.from('custo'));
    const next = bytes.next();
    controller.abort(new Error('late'));
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
    await closed;
  });

  test('no call outlives its signal', async () => {
    const { files, requests } = await scripted(() => {});
    const reason = new Error('late');
    const calls = [
      (within: AbortSignal) => files.newest('vip.csv', within),
      (within: AbortSignal) => files.open('vip.csv', VERSION, within),
      (within: AbortSignal) => files.write('vip.csv', 'x', within),
    ];
    for (const call of calls) {
      const controller = new AbortController();
      const before = requests.length;
      const answer = call(controller.signal);
      const rejected = expect(answer).rejects.toBe(reason);
      while (requests.length === before) await sleep(5);
      controller.abort(reason);
      await rejected;
      await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason);
    }
    expect(requests).toHaveLength(3);
  });
});
