import type { ServerResponse } from 'node:http';
import type { ErrorAnswer } from '../api.ts';
import { SECURITY_HEADERS } from './access/headers.ts';
import type { Refusal } from './refusal.ts';

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

/** As JSON for the page and scripts, in words where a browser shows it as it is. */
export function sendRefusal(response: ServerResponse, { status, said }: Refusal, isForPage: boolean): void {
  if (response.headersSent) return void response.destroy();
  const { what, where, next } = said;
  if (isForPage) send(response, status, 'text/plain; charset=utf-8', `${what}\n${where}\n${next}\n`);
  else sendJson(response, status, { error: said } satisfies ErrorAnswer);
}

/** To another address of the console, with a cookie. */
export function redirect(response: ServerResponse, location: string, cookie: string): void {
  response.writeHead(303, { ...SECURITY_HEADERS, location, 'set-cookie': cookie, 'content-length': 0 });
  response.end();
}
