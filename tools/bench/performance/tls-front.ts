import { connect, type Socket } from 'node:net';
import { createServer } from 'node:tls';
import type { Certificate } from './certificate.ts';

export interface TlsFront {
  /** Such as `https://127.0.0.1:40001`. */
  readonly url: string;
  close(): void;
}

/**
 * Speaks TLS in front of a server on this machine, and passes bytes on as they are: clients that reach their service over plain
 * HTTP load and do less than they do on AWS.
 */
export async function startTlsFront(
  target: string,
  { key, cert }: Pick<Certificate, 'key' | 'cert'>,
  latencyMs = 0,
): Promise<TlsFront> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  const server = createServer({ key, cert }, (outer) => {
    const inner = connect(Number(port), hostname);
    for (const socket of [outer, inner]) {
      open.add(socket);
      socket.setNoDelay();
      // A killed function resets its connections.
      socket.on('error', () => [outer, inner].map((either) => either.destroy()));
      socket.on('close', () => open.delete(socket));
    }
    outer.pipe(inner);
    if (latencyMs === 0) inner.pipe(outer);
    else {
      inner.on('data', (chunk) => setTimeout(() => outer.write(chunk), latencyMs));
      inner.on('end', () => setTimeout(() => outer.end(), latencyMs));
    }
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
