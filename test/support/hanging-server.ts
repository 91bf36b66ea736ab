import { createServer, type Socket } from 'node:net';

export interface HangingServer {
  readonly endpoint: string;
  /** Connections taken so far; none was ever answered. */
  connections(): number;
  close(): Promise<void>;
}

/** Takes every connection and never says a word, as a service in trouble or a lost route does. */
export async function startHangingServer(): Promise<HangingServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket.on('error', () => {}).resume());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the server listens on no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
