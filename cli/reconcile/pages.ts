import { storeApis } from '../../src/lambda/store-apis.ts';
import { MAX_PAGE_SIZE, MIN_PAGE_SIZE, type OrdersPage, type PageStart } from '../../src/ports/store-api.ts';
import { type Deadline, wait } from '../../src/shared/deadline.ts';
import { Failure } from '../failure.ts';
import { complain, shown } from '../terminal.ts';
import type { ReadableStore } from './read-store.ts';

/** A shop that asks for patience is given it, up to this. */
const MAX_PATIENCE_MS = 600_000;
const FIRST_PAUSE_MS = 5_000;
const TRIES = 5;

/** Every page, with patience for a shop that is busy, and smaller ones for one that is weak. */
export async function* pagesOf(
  { store, credentials }: ReadableStore,
  from: PageStart,
  deadline: Deadline,
): AsyncGenerator<OrdersPage> {
  const api = storeApis(Date.now)[store.platform];
  let start: PageStart = from;
  let size = MAX_PAGE_SIZE;
  let tries = 0;
  for (;;) {
    const page = await api.changedOrders(store as never, credentials, { start, size }, deadline.signal);
    if (page.kind === 'page') {
      tries = 0;
      yield page;
      if (page.resume === null) return;
      start = { resume: page.resume };
      continue;
    }
    tries += 1;
    const pauseMs = Math.max(page.retryAfterMs ?? 0, FIRST_PAUSE_MS * 2 ** (tries - 1));
    const isHopeless = page.kind === 'refused' || page.kind === 'unsupported' || pauseMs > MAX_PATIENCE_MS;
    if (isHopeless || tries >= TRIES) throw new Failure(`The shop of "${store.id}": ${page.because}.${goOn(start)}`);
    if (page.kind === 'failed') size = Math.max(MIN_PAGE_SIZE, Math.floor(size / 2));
    complain(shown`${page.because}; trying again in ${Math.ceil(pauseMs / 1_000)} s`);
    await wait(pauseMs, deadline);
  }
}

function goOn(start: PageStart): string {
  return 'resume' in start ? `\nWhat was told is done; go on with --resume ${start.resume}` : '';
}
