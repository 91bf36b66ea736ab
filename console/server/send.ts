import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { ErrorAnswer, Language } from '../api.ts';
import type { PageFile } from '../bundle-page.ts';
import { SECURITY_HEADERS } from './access/headers.ts';
import type { Refusal } from './refusal.ts';
import { inLanguage } from './words/in-language.ts';

export function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body));
}

export function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    'content-type': type,
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A file of the page, packed where whoever asks can unpack it. */
export function sendFile({ headers }: IncomingMessage, response: ServerResponse, { type, text }: PageFile): void {
  if (!/\bgzip\b/.test(headers['accept-encoding']?.toString() ?? '')) {
    send(response, 200, type, text);
    return;
  }
  const packed = gzipSync(text);
  response.writeHead(200, {
    ...SECURITY_HEADERS,
    'content-type': type,
    'content-encoding': 'gzip',
    'content-length': packed.length,
  });
  response.end(packed);
}

/** As JSON for the page and scripts, or in words where a browser shows it as it is. */
export function sendRefusal(
  response: ServerResponse,
  { status, said }: Refusal,
  { as, language }: { readonly as: 'json' | 'text'; readonly language: Language },
): void {
  if (response.headersSent) return void response.destroy();
  const answer = inLanguage(language, { error: said } satisfies ErrorAnswer);
  const { what, where, next } = answer.error;
  if (as === 'json') sendJson(response, status, answer);
  else send(response, status, 'text/plain; charset=utf-8', `${what}\n${where}\n${next}\n`);
}

/** To another address of the console, with a cookie. */
export function redirect(response: ServerResponse, location: string, cookie: string): void {
  response.writeHead(303, { ...SECURITY_HEADERS, location, 'set-cookie': cookie, 'content-length': 0 });
  response.end();
}
