import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEndpoints } from '../../../local/endpoints.ts';
import { bundledFunctions } from '../../../local/functions.ts';
import { createS3AudienceFiles } from '../../../src/aws/s3/audience-files.ts';
import { s3Client } from '../../support/emulators/s3.ts';
import { startTestPlatform } from '../../support/test-platform.ts';

const signal = new AbortController().signal;
let state: string;
beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), 'ponte-bucket-'));
});
afterEach(() => rm(state, { recursive: true }));

test('what a command puts into the bucket is there for the functions, after restarts, too', {
  timeout: 60_000,
}, async () => {
  for (const run of [1, 2]) {
    let environment: Readonly<Record<string, string>> = {};
    const platform = await startTestPlatform({
      state,
      functions(given, log) {
        environment = given;
        return bundledFunctions(join(state, 'bundles'))(given, log);
      },
    });
    const { s3 = '', audienceBucket = '' } = readEndpoints(state) ?? {};
    const [commands, functions] = [s3Client(s3), s3Client(environment.AWS_ENDPOINT_URL_S3 ?? '')];
    if (run === 1) {
      await createS3AudienceFiles({ client: commands, bucket: audienceBucket }).write('vip.csv', 'customer\n', signal);
    }
    const files = createS3AudienceFiles({ client: functions, bucket: environment.AUDIENCE_BUCKET ?? '' });
    expect(await files.newest('vip.csv', signal)).toMatchObject({ bytes: 9 });
    commands.destroy();
    functions.destroy();
    await platform.stop();
  }
});
