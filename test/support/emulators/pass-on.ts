import type { IncomingMessage } from 'node:http';

/** Sends a call on to an emulator, with this body in place of its own. */
export async function passOn(request: IncomingMessage, target: string, body: string): Promise<Response> {
  const { host, connection, 'content-length': length, 'accept-encoding': encoding, ...kept } = request.headers;
  const headers = Object.entries(kept).filter((header): header is [string, string] => typeof header[1] === 'string');
  return await fetch(new URL(request.url ?? '/', target), { method: 'POST', body, headers });
}
