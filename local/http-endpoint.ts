import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../sandbox/loopback.ts';
import { type HttpRequest, type TakenRoute, toHttpApiEvent } from './http-api-event.ts';
import type { InvocationResult } from './lambda/execution-environment.ts';
import { pathParametersOf } from './path-parameters.ts';

/** One route of the HTTP API and the function behind it. */
export interface Route {
  readonly method: string;
  /** Such as `/webhooks/shopify/{store}`. */
  readonly path: string;
  readonly invoke: (event: unknown) => Promise<InvocationResult>;
}

/** A request, the route that it took, if any, and what it was answered. */
export interface HttpExchange {
  readonly request: HttpRequest;
  readonly taken: TakenRoute | null;
  /** Of the function's invocation. */
  readonly requestId: string;
  readonly answer: { readonly status: number; readonly body: string | Buffer };
  readonly tookMs: number;
}

export interface HttpEndpointOptions {
  /** Told of every request but `/healthz`, once it is answered. */
  readonly observe?: (exchange: HttpExchange) => void;
  readonly now?: () => number;
}

export interface HttpEndpoint {
  readonly url: string;
  /** Answers what has come in and takes no more. */
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** API Gateway's limit for a request body. */
const MAX_BODY_BYTES = 10 * 1024 * 1024;
const DRAIN_MS = 5_000;
const EMPTY = Buffer.alloc(0);

/**
 * What API Gateway does in front of the functions, on 127.0.0.1. `GET /healthz` is answered here.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 */
export async function startHttpEndpoint(
  port: number,
  routes: readonly Route[],
  options: HttpEndpointOptions = {},
): Promise<HttpEndpoint> {
  const server = createServer((incoming, response) => {
    answer(incoming, routes, options)
      .then((given) => {
        // A connection kept alive would hold the server open.
        if (!server.listening) response.setHeader('connection', 'close');
        send(response, given);
      })
      // The caller is gone.
      .catch(() => response.destroy());
  });
  const url = await listen(server, port);
  return {
    url,
    async close() {
      const { promise, resolve } = Promise.withResolvers<void>();
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close(() => resolve());
      await promise;
      clearTimeout(late);
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  routes: readonly Route[],
  { observe, now = Date.now }: HttpEndpointOptions,
): Promise<Answer> {
  const begunAtMs = performance.now();
  const body = await bodyOf(incoming);
  const { method = 'GET', url: target = '/', rawHeaders, socket } = incoming;
  const path = target.split('?', 1)[0] ?? '/';
  if (method === 'GET' && path === '/healthz') return json(200, { status: 'ok' });
  const request = { method, target, rawHeaders, body: body ?? EMPTY, sourceIp: socket.remoteAddress ?? '127.0.0.1' };
  const [route, taken] = routeOf(routes, method, path);
  const requestId = randomUUID();
  const given = await answerOf(body, route, request, taken, { requestId, now });
  observe?.({ request, taken, requestId, answer: given, tookMs: Math.round(performance.now() - begunAtMs) });
  return given;
}

async function answerOf(
  body: Buffer | null,
  route: Route | null,
  request: HttpRequest,
  taken: TakenRoute | null,
  { requestId, now }: { readonly requestId: string; readonly now: () => number },
): Promise<Answer> {
  if (body === null) return problem(413, 'Request Entity Too Large');
  return route === null || taken === null
    ? problem(404, 'Not Found')
    : await invoke(route, request, taken, { requestId, nowMs: now() });
}

function routeOf(routes: readonly Route[], method: string, path: string): [Route, TakenRoute] | [null, null] {
  for (const route of routes) {
    const taken = take(route, method, path);
    if (taken !== null) return [route, taken];
  }
  return [null, null];
}

/** Null for a body over the limit; all of it is read, so that the sender comes to read the answer. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

function take({ method, path }: Route, askedMethod: string, askedPath: string): TakenRoute | null {
  if (method !== askedMethod) return null;
  const pathParameters = pathParametersOf(path, askedPath);
  return pathParameters && { key: `${method} ${path}`, pathParameters };
}

async function invoke(
  route: Route,
  request: HttpRequest,
  taken: TakenRoute,
  invocation: { readonly requestId: string; readonly nowMs: number },
): Promise<Answer> {
  const event = toHttpApiEvent(request, taken, invocation);
  const result = await route.invoke(event);
  if (result.kind === 'failed') return problem(500, 'Internal Server Error');
  return toAnswer(result.value);
}

/** A function may answer with status, headers and body, or with the body's JSON alone. */
function toAnswer(value: unknown): Answer {
  if (typeof value !== 'object' || value === null || !('statusCode' in value)) return json(200, value);
  const { statusCode: status, headers, body = '', isBase64Encoded } = value as Record<string, unknown>;
  if (typeof status !== 'number' || typeof body !== 'string') return problem(500, 'Internal Server Error');
  const named = typeof headers === 'object' && headers !== null ? Object.entries(headers) : [];
  return {
    status,
    headers: Object.fromEntries(named.map(([name, text]) => [name, String(text)])),
    body: isBase64Encoded === true ? Buffer.from(body, 'base64') : body,
  };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function problem(status: number, message: string): Answer {
  return json(status, { message });
}

function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
