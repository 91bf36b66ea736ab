import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { nextTimes } from '../../deploy/schedule-times.ts';
import type { Promotion } from '../../src/domain/promotion/promotion.ts';
import type { Store } from '../../src/domain/store.ts';
import type { AudienceFiles } from '../../src/ports/audience-files.ts';
import { pinNewest } from '../../src/promotions/pin-newest.ts';
import { validateAudience } from '../../src/promotions/validate-audience.ts';
import type { Deadline } from '../../src/shared/deadline.ts';
import type { Connection } from '../connection.ts';

/** What putting a file came to. The rows are counted for the promotion's next scheduled time. */
export interface PutAudience {
  readonly promotion: string;
  /** Its name in the bucket of audiences. */
  readonly file: string;
  readonly result: 'put' | 'wouldPut' | 'refused';
  /** Why a run of it would be refused. */
  readonly because: string | null;
  readonly bytes: number;
  readonly customers: number;
  readonly points: number;
  readonly bad: number;
  readonly duplicates: number;
  readonly otherDays: number;
  /** ISO 8601, in UTC; null where no run is scheduled any more. */
  readonly next: string | null;
}

export type Asked =
  | { readonly kind: 'done'; readonly put: PutAudience }
  /** There is no such promotion or file. */
  | { readonly kind: 'none'; readonly because: string };

/** Looks through a file as the next run would, and puts it where the promotion's runs read it, unless they would refuse it. */
export async function putAudience(
  { config, putFile }: Pick<Connection, 'config' | 'putFile'>,
  {
    promotion: id,
    file: named,
    dryRun,
  }: { readonly promotion: string; readonly file: string; readonly dryRun: boolean },
  deadline: Deadline,
): Promise<Asked> {
  const { promotions, stores } = await config();
  const promotion = promotions.find((one) => one.id === id);
  const store = stores.find((one) => one.id === promotion?.store);
  if (promotion === undefined || store === undefined) {
    const ids = promotions.map((one) => one.id).join(', ') || 'none';
    return { kind: 'none', because: `there is no promotion "${id}"; there are: ${ids}` };
  }
  const { audience } = promotion;
  if (audience.kind === 'list') return { kind: 'none', because: `the customers of ${id} stand in the configuration` };
  const path = resolve(named);
  if (!existsSync(path) || !statSync(path).isFile()) return { kind: 'none', because: `there is no file ${named}` };
  const [nextMs] = nextTimes(promotion.schedule, promotion.timeZone, deadline.now(), 1);
  const looked = await lookThrough(path, promotion, store, nextMs ?? deadline.now(), deadline.signal);
  const goes = looked.because === null;
  if (goes && !dryRun) await putFile(audience.file, path, deadline.signal);
  const result = goes ? (dryRun ? 'wouldPut' : 'put') : 'refused';
  const next = nextMs === undefined ? null : new Date(nextMs).toISOString();
  return { kind: 'done', put: { promotion: id, file: audience.file, result, ...looked, next } };
}

async function lookThrough(path: string, promotion: Promotion, store: Store, when: number, signal: AbortSignal) {
  const files = onDisk(path);
  const { pinned, missing } = await pinNewest(files, promotion, store, when, signal);
  if (missing !== null) throw new TypeError('a file that is there was not found');
  const { counts, refusal } = await validateAudience(files, pinned, when, signal, () => undefined);
  const { awards: customers, bad, duplicates, otherDays } = counts;
  const points = pinned.takesBack ? -counts.points : counts.points;
  return { because: refusal, bytes: statSync(path).size, customers, points, bad, duplicates, otherDays };
}

/** The file in the place of the one in the bucket. */
function onDisk(path: string): AudienceFiles {
  return {
    newest: async () => ({ id: null, etag: 'on this machine', bytes: statSync(path).size }),
    open: async (_file, _version, signal) => createReadStream(path, { signal }),
    write: async () => undefined,
  };
}
