import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileVersion } from '../../../src/domain/promotion/file-version.ts';
import { AudienceFault, type AudienceFiles } from '../../../src/ports/audience-files.ts';

/** An empty bucket under test. */
export interface OpenAudienceFiles {
  readonly files: AudienceFiles;
  readonly keepsVersions: boolean;
  put(file: string, content: string): Promise<void>;
  remove(file: string): Promise<void>;
  close(): Promise<void>;
}

const signal = new AbortController().signal;

/** What trigger relies on, wherever the files are kept. */
export function describeAudienceFiles(name: string, open: () => Promise<OpenAudienceFiles>): void {
  describe(`audience files conformance: ${name}`, () => {
    let subject: OpenAudienceFiles;
    beforeEach(async () => {
      subject = await open();
    });
    afterEach(() => subject.close());

    async function newest(file: string): Promise<FileVersion> {
      const version = await subject.files.newest(file, signal);
      if (version === null) throw new TypeError('it is not there');
      return version;
    }
    const read = async (file: string, version: FileVersion) => text(await subject.files.open(file, version, signal));

    test('a file that is not there has no version', async () => {
      expect(await subject.files.newest('vip.csv', signal)).toBeNull();
    });

    test('a file is read as it was put there, with its length in bytes', async () => {
      await subject.put('to/vip.csv', 'customer\njoão\n');
      const version = await newest('to/vip.csv');
      expect(version.bytes).toBe(15);
      expect(version.id === null).toBe(!subject.keepsVersions);
      expect(await read('to/vip.csv', version)).toBe('customer\njoão\n');
    });

    test('what took the place of a version is never read as that version', async () => {
      await subject.put('vip.csv', 'customer\nana\n');
      const first = await newest('vip.csv');
      await subject.put('vip.csv', 'customer\nbob\n');
      if (subject.keepsVersions) expect(await read('vip.csv', first)).toBe('customer\nana\n');
      else await expect(read('vip.csv', first)).rejects.toThrow(AudienceFault);
      expect(await read('vip.csv', await newest('vip.csv'))).toBe('customer\nbob\n');
    });

    test('a deleted file is gone, or kept as the version that it was', async () => {
      await subject.put('vip.csv', 'customer\nana\n');
      const first = await newest('vip.csv');
      await subject.remove('vip.csv');
      expect(await subject.files.newest('vip.csv', signal)).toBeNull();
      if (subject.keepsVersions) expect(await read('vip.csv', first)).toBe('customer\nana\n');
      else await expect(read('vip.csv', first)).rejects.toThrow(AudienceFault);
    });

    test('the same bytes put back are the same version to whoever knows it by its tag', async () => {
      await subject.put('vip.csv', 'customer\nana\n');
      const first = await newest('vip.csv');
      await subject.remove('vip.csv');
      await subject.put('vip.csv', 'customer\nana\n');
      expect(await read('vip.csv', first)).toBe('customer\nana\n');
    });

    test('a report is written, and replaced', async () => {
      await subject.files.write('reports/one.jsonl', '{"line":1}\n', signal);
      await subject.files.write('reports/one.jsonl', '{"line":2}\n', signal);
      expect(await read('reports/one.jsonl', await newest('reports/one.jsonl'))).toBe('{"line":2}\n');
    });

    test('nothing is begun once the signal has aborted', async () => {
      const aborted = AbortSignal.abort();
      await expect(subject.files.newest('vip.csv', aborted)).rejects.toThrow();
      await expect(subject.files.write('vip.csv', 'x', aborted)).rejects.toThrow();
      expect(await subject.files.newest('vip.csv', signal)).toBeNull();
    });
  });
}
