import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { passOn } from './pass-on.ts';

/** Passes everything on to an emulator, but loses its reply to the first call of one operation: the connection breaks, or nothing comes. */
export async function startLosingProxy(target: string, operation: string, how: 'break' | 'hang' = 'break') {
  let lost = false;
  const server = createServer(async (request, response) => {
    const reply = await passOn(request, target, await text(request));
    const body = await reply.text();
    if (!lost && String(request.headers['x-amz-target']).endsWith(operation)) {
      lost = true;
      if (how === 'break') response.destroy();
      return;
    }
    response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the proxy listens on no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
