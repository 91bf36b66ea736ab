import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { close, listen } from '../../sandbox/loopback.ts';
import { passOn } from './pass-on.ts';

/** Gives those who call a deployed URL, such as `https://….execute-api.sa-east-1.amazonaws.com`, to a server of this machine. */
export interface DeployedUrls {
  /** For the variable `HTTPS_PROXY`. */
  readonly proxy: string;
  /** Other hosts that somebody wanted to reach; they are told that there is no way. */
  readonly refused: readonly string[];
  /** Where calls to a host go from now on. */
  lead(host: string, to: string): void;
  close(): Promise<void>;
}

/** @param certificate a file with a certificate for the hosts; its key is in a file of the same name with `.key` */
export async function startDeployedUrls(certificate: string): Promise<DeployedUrls> {
  const targets = new Map<string, string>();
  const refused: string[] = [];
  const tls = createTlsServer(
    { cert: readFileSync(certificate), key: readFileSync(`${certificate}.key`) },
    (incoming, response) => passOn(incoming, response, targets.get(hostOf(incoming.headers.host))),
  );
  const proxy = createServer((_incoming, response) => response.writeHead(403).end());
  proxy.on('connect', (incoming, socket) => {
    const host = hostOf(incoming.url);
    if (!targets.has(host)) {
      refused.push(host);
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
    tls.emit('connection', socket);
  });
  const url = await listen(proxy, 0);
  return {
    proxy: url,
    refused,
    lead: (host, to) => void targets.set(host, to),
    async close() {
      await close(proxy);
      tls.closeAllConnections();
    },
  };
}

function hostOf(authority = ''): string {
  return authority.split(':', 1)[0] ?? '';
}
