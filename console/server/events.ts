import type { ServerResponse } from 'node:http';
import type { EventName, Language } from '../api.ts';
import type { Faults } from '../api-try.ts';
import { SECURITY_HEADERS } from './access/headers.ts';
import type { Context } from './context.ts';
import { currentFaults } from './try/faults.ts';
import { inLanguage } from './words/in-language.ts';

export interface Events {
  /** Keeps the response open, and sends what comes; first what came after the event of this id. */
  join(lastEventId: string | string[] | undefined, language: Language, response: ServerResponse): Promise<void>;
  close(): void;
}

const LOCALLY_EVERY_MS = 500;
/** A stage's log is asked, which costs a call and is behind by seconds anyway. */
const ON_A_STAGE_EVERY_MS = 5_000;
const COMMENT_EVERY_MS = 15_000;
const WITHIN_MS = 30_000;
const NO_FAULTS = '[]';

interface Listener {
  readonly response: ServerResponse;
  readonly language: Language;
  cursor: string | null;
  /** Of the clock that it was told last. */
  aheadMs: number | null;
  /** As it was told them last, in JSON. */
  faults: string;
}

/** Server-sent events: the platform is asked for news as long as somebody listens. */
export function openEvents({ deliveries, readClock, local, connection }: Context): Events {
  const listeners = new Set<Listener>();
  const everyMs = local === null ? ON_A_STAGE_EVERY_MS : LOCALLY_EVERY_MS;
  let timer: NodeJS.Timeout | null = null;
  const comment = setInterval(() => {
    for (const { response } of listeners) response.write(': still here\n\n');
  }, COMMENT_EVERY_MS);
  comment.unref();

  function deadline() {
    const { now } = connection;
    return { now, endsAtMs: now() + WITHIN_MS, signal: AbortSignal.timeout(WITHIN_MS) };
  }

  /** The clock where it was moved, faults that were turned on or off, and what has come. */
  async function tell(listener: Listener): Promise<void> {
    const clock = await readClock();
    if (clock.aheadMs !== listener.aheadMs) write(listener, 'clock', clock, null);
    listener.aheadMs = clock.aheadMs;
    const faults = local === null ? [] : await currentFaults(local.control);
    const inJson = JSON.stringify(faults);
    if (inJson !== listener.faults) write(listener, 'faults', { faults } satisfies Faults, null);
    listener.faults = inJson;
    const news = await deliveries.since(listener.cursor, deadline());
    const events: (readonly [EventName, object])[] = [
      ...news.deliveries.map((row) => ['delivery', row] as const),
      ...news.changed.map((changed) => ['changed', changed] as const),
    ];
    // Should the connection break before the last one, all of them are sent again.
    for (const [index, [name, data]] of events.entries()) {
      write(listener, name, data, index === events.length - 1 ? news.cursor : null);
    }
    listener.cursor = news.cursor;
  }

  function again(): void {
    timer = setTimeout(() => {
      // A platform that does not answer may answer again; views say what is wrong.
      void Promise.allSettled([...listeners].map(tell)).then(() => {
        if (listeners.size > 0 && timer !== null) again();
        else timer = null;
      });
    }, everyMs);
  }

  return {
    async join(lastEventId, language, response) {
      const cursor = typeof lastEventId === 'string' ? lastEventId : null;
      const listener: Listener = { response, language, cursor, aheadMs: null, faults: NO_FAULTS };
      response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
      response.write('retry: 2000\n\n');
      response.once('close', () => listeners.delete(listener));
      await tell(listener).catch(() => undefined);
      if (response.destroyed) return;
      listeners.add(listener);
      if (timer === null) again();
    },
    close() {
      clearInterval(comment);
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const { response } of listeners) response.end();
      listeners.clear();
    },
  };
}

function write({ response, language }: Listener, name: EventName, data: object, id: string | null): void {
  const named = id === null ? '' : `id: ${id}\n`;
  response.write(`${named}event: ${name}\ndata: ${JSON.stringify(inLanguage(language, data))}\n\n`);
}
