import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { pathParametersOf } from '../../local/path-parameters.ts';
import { close, listen } from '../../sandbox/loopback.ts';
import type { PageFiles } from '../bundle-page.ts';
import {
  type Access,
  accessAt,
  cookieOf,
  isToken,
  newToken,
  requireOwnHost,
  requireOwnOrigin,
  requireToken,
} from './access/access.ts';
import type { Context } from './context.ts';
import { type Events, openEvents } from './events.ts';
import { notFound, Refusal, toRefusal } from './refusal.ts';
import { type Asked, browsersLanguage, languageOf, type Route } from './route.ts';
import { routes } from './routes.ts';
import { redirect, send, sendFile, sendJson, sendRefusal } from './send.ts';
import { inLanguage } from './words/in-language.ts';

export interface ConsoleServer {
  /** With the token, for a browser. */
  readonly address: string;
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** First parts of the page's addresses. */
const VIEWS = new Set(['', 'deliveries', 'orders', 'customers', 'work', 'try', 'numbers', 'promotions']);
/** Longer than AWS's clients try; a stage's log may be long. */
const WITHIN_MS = 60_000;
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Serves the console on 127.0.0.1. Whatever is asked needs the token, and is answered under the console's own address alone.
 * @param port 0: any free one
 */
export async function startConsoleServer(context: Context, page: PageFiles, port: number): Promise<ConsoleServer> {
  const server = createServer();
  const url = await listen(server, port);
  const token = newToken();
  const access = accessAt(Number(new URL(url).port), token);
  const events = openEvents(context);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const [path = '/', query] = (request.url ?? '/').split('?', 2);
    answer({ context, page, access, events }, request, response).catch((error: unknown) => {
      const isApi = path.startsWith('/api');
      const language = isApi
        ? languageOf(new URLSearchParams(query))
        : browsersLanguage(request.headers['accept-language']);
      sendRefusal(response, toRefusal(error, path), { as: isApi ? 'json' : 'text', language });
    });
  });
  return {
    address: `${url}/?token=${token}`,
    url,
    token,
    async close() {
      events.close();
      await close(server);
    },
  };
}

interface Served {
  readonly context: Context;
  readonly page: PageFiles;
  readonly access: Access;
  readonly events: Events;
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { access, page, events } = served;
  const { headers, method = 'GET' } = request;
  requireOwnHost(access, headers);
  const url = new URL(request.url ?? '/', `http://${access.hosts[0]}`);
  const { pathname, searchParams } = url;
  const isApi = pathname.startsWith('/api/');
  const given = searchParams.get('token');
  if (method === 'GET' && !isApi && given !== null && isToken(access, given)) {
    searchParams.delete('token');
    return redirect(response, `${pathname}${url.search}`, cookieOf(access));
  }
  requireToken(access, headers);
  if (isApi && pathname !== '/api/events') return await answerApi(served, request, url, response);
  if (method !== 'GET')
    throw new Refusal(405, { what: `${method} is not taken here.`, where: pathname, next: 'Use GET.' });
  if (isApi) return await events.join(headers['last-event-id'], languageOf(searchParams), response);
  const file = page.files.get(pathname);
  if (file !== undefined) return sendFile(request, response, file);
  if (VIEWS.has(pathname.split('/')[1] ?? '')) return send(response, 200, 'text/html; charset=utf-8', page.html);
  throw notFound('There is no such page.', pathname, 'Open / of the console.');
}

async function answerApi(
  { context, access }: Served,
  request: IncomingMessage,
  { pathname, searchParams: query }: URL,
  response: ServerResponse,
): Promise<void> {
  const { headers } = request;
  const [route, path] = routeTo(request.method ?? 'GET', pathname);
  if (route.method === 'POST') {
    requireOwnOrigin(access, headers);
    if (context.readOnlyBecause !== null) {
      throw new Refusal(403, {
        what: 'Nothing can be changed here.',
        where: pathname,
        next: context.readOnlyBecause,
      });
    }
  }
  const ended = new AbortController();
  response.once('close', () => ended.abort());
  const { now } = context.connection;
  const language = languageOf(query);
  query.delete('lang');
  const signal = AbortSignal.any([ended.signal, AbortSignal.timeout(WITHIN_MS)]);
  const asked: Asked = {
    path,
    query,
    language,
    headers,
    body: route.method === 'POST' ? await bodyOf(request) : null,
    deadline: { now, endsAtMs: now() + WITHIN_MS, signal },
  };
  sendJson(response, 200, inLanguage(language, await route.answer(context, asked)));
}

function routeTo(method: string, pathname: string): readonly [Route, Asked['path']] {
  let isOther = false;
  for (const route of routes) {
    const path = pathParametersOf(route.path, pathname);
    if (path !== null && route.method === method) return [route, path];
    isOther ||= path !== null;
  }
  if (isOther) throw new Refusal(405, { what: `${method} is not taken here.`, where: pathname, next: NEXT });
  throw notFound('The console has no such JSON.', pathname, NEXT);
}

const NEXT = 'docs/console.md lists what there is.';

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const where = request.url ?? '/';
  if (Number(request.headers['content-length'] ?? Number.POSITIVE_INFINITY) > MAX_BODY_BYTES) {
    throw new Refusal(413, {
      what: 'The body is too large, or does not say how large it is.',
      where,
      next: 'Send less.',
    });
  }
  return await json(request).catch(() => {
    throw new Refusal(400, { what: 'The body is not JSON.', where, next: NEXT });
  });
}
