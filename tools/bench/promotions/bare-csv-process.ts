import { performance } from 'node:perf_hooks';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { parse } from 'csv-parse';
import { readInput } from '../../../test/verify/kill/child-side.ts';
import { measuredInput, type Parsed } from './measured-messages.ts';

/** The least that reads the file: csv-parse alone, on the same bytes from the same bucket, each record counted and let go. */
const { endpoint, bucket, file } = readInput(measuredInput);
const begunAtMs = performance.now();
const { Body: body } = await new S3Client({ endpoint }).send(new GetObjectCommand({ Bucket: bucket, Key: file }));
if (!(body instanceof Readable)) throw new TypeError('no body');
let records = 0;
const parser = parse({ relax_column_count: true }).on('data', () => {
  records += 1;
});
await (file.endsWith('.gz') ? pipeline(body, createGunzip(), parser) : pipeline(body, parser));
process.send?.({ records, tookMs: performance.now() - begunAtMs } satisfies Parsed);
process.disconnect();
