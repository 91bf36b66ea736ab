import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startSqsAndS3 } from '../../../local/sqs-and-s3/start-sqs-and-s3.ts';
import { createS3FileVersions } from '../../../src/aws/s3/file-versions.ts';
import type { FileVersions, StoredFileVersion } from '../../../src/ports/file-versions.ts';
import { s3Client } from '../../support/emulators/s3.ts';
import { startVersionedS3 } from '../../support/emulators/versioned-s3.ts';

const { signal } = new AbortController();

async function listed(files: FileVersions): Promise<StoredFileVersion[]> {
  const all: StoredFileVersion[] = [];
  for await (const version of files.all(signal)) all.push(version);
  return all;
}

async function textOf(files: FileVersions, version: StoredFileVersion): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await files.open(version, signal)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a bucket that keeps versions', () => {
  let s3: Awaited<ReturnType<typeof startVersionedS3>>;
  let files: FileVersions;
  beforeEach(async () => {
    s3 = await startVersionedS3();
    const client = s3Client(s3.endpoint);
    files = createS3FileVersions({ client, bucket: 'audiences' });
    return async () => {
      client.destroy();
      await s3.close();
    };
  });

  test('shows each version of each file, over as many pages as it takes', async () => {
    for (const text of ['1', '2', '3']) s3.put('vip.csv', text);
    s3.put('a/b.csv', '4');
    s3.put('z.csv', '5');
    expect((await listed(files)).map(({ file, id, isNewest }) => [file, id, isNewest])).toEqual([
      ['a/b.csv', 'v4', true],
      ['vip.csv', 'v3', true],
      ['vip.csv', 'v2', false],
      ['vip.csv', 'v1', false],
      ['z.csv', 'v5', true],
    ]);
  });

  test('opens and removes the version that is named, and no other', async () => {
    s3.put('vip.csv', 'old');
    s3.put('vip.csv', 'new');
    const [newest, older] = await listed(files);
    if (newest === undefined || older === undefined) throw new Error('not listed');
    expect([await textOf(files, newest), await textOf(files, older)]).toEqual(['new', 'old']);
    await files.remove(older, signal);
    expect(s3.all()).toEqual([['vip.csv', 'v2', 'new']]);
  });

  test('takes other bytes in place of the newest version, which stays as an older one', async () => {
    s3.put('vip.csv', 'old');
    const [version] = await listed(files);
    if (version === undefined) throw new Error('not listed');
    expect(await files.replace(version, Buffer.from('new'), signal)).toBe('replaced');
    expect(s3.all()).toEqual([
      ['vip.csv', 'v2', 'new'],
      ['vip.csv', 'v1', 'old'],
    ]);
    expect(await files.replace(version, Buffer.from('late'), signal)).toBe('changed');
    expect(s3.all()).toHaveLength(2);
  });
});

describe('a bucket without versions, as the local platform has it', () => {
  let s3: Awaited<ReturnType<typeof startSqsAndS3>>;
  beforeAll(async () => {
    s3 = await startSqsAndS3();
  });
  afterAll(() => s3.close());

  test('shows each file once, which can be replaced', async () => {
    const client = s3Client(s3.endpoint);
    const files = createS3FileVersions({ client, bucket: s3.audienceBucket });
    await client.send(new PutObjectCommand({ Bucket: s3.audienceBucket, Key: 'vip.csv', Body: 'old' }));
    const [version] = await listed(files);
    if (version === undefined) throw new Error('not listed');
    expect(version).toMatchObject({ file: 'vip.csv', id: null, isNewest: true });
    await files.replace(version, Buffer.from('new'), signal);
    const [after] = await listed(files);
    expect(after === undefined ? null : await textOf(files, after)).toBe('new');
    client.destroy();
  });
});
