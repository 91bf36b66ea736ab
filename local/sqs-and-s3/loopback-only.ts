import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { BlockList, Socket } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

/**
 * Ends every connection to a port of this process that comes from another machine, before a byte of it is read.
 * For servers that cannot be told to listen on 127.0.0.1 only. Returns what undoes it.
 */
export function loopbackOnly(port: number): () => void {
  const refuseOthers = (message: unknown) => {
    const socket = typeof message === 'object' && message !== null && 'socket' in message ? message.socket : null;
    if (socket instanceof Socket && socket.localPort === port && !isLoopback(socket.remoteAddress)) socket.destroy();
  };
  subscribe('net.server.socket', refuseOthers);
  return () => unsubscribe('net.server.socket', refuseOthers);
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && loopback.check(address, address.includes(':') ? 'ipv6' : 'ipv4');
}
