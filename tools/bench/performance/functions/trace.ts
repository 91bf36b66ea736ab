import { subscribe } from 'node:diagnostics_channel';
import fs from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { CallTrace, Trace } from '../trace.ts';

/**
 * Loaded into a process before the runtime client: notes when each part of a bundle has run, and each call that it makes. SIGTERM
 * ends the process and writes all of it into the file in BENCH_TRACE. Times are those of the machine's monotonic clock.
 */
const nowMs = () => Number(process.hrtime.bigint()) / 1e6;
const { existsSync } = fs;
const preloadedAtMs = nowMs();
let loadingAtMs: number | null = null;
const marks: [string, number][] = [];
const calls: CallTrace[] = [];

Object.assign(globalThis, {
  benchMark: (name: string) => {
    marks.push([name, nowMs()]);
  },
});

// The runtime client looks for the bundle with this, and loads it at once.
Object.assign(fs, {
  existsSync: (path: fs.PathLike) => {
    const is = existsSync(path);
    if (is && String(path).endsWith('.mjs')) loadingAtMs ??= nowMs();
    return is;
  },
});

subscribe('http.client.request.created', (message) => {
  const { request } = message as { request: ClientRequest };
  if (request.getHeader('host') === process.env.AWS_LAMBDA_RUNTIME_API) return;
  const target = request.getHeader('x-amz-target');
  // Of the points API without the customer in it.
  const name = String(target ?? `${request.method} ${request.path}`).replace(/^[^ ]+\.|\/.*\//g, '');
  const call: CallTrace = { name, startedAtMs: nowMs(), connectedAtMs: null, endedAtMs: null };
  calls.push(call);
  request.once('socket', (socket) => {
    const isNew = socket instanceof TLSSocket && socket.connecting;
    if (!isNew) return;
    socket.once('secureConnect', () => {
      call.connectedAtMs = nowMs();
    });
  });
  request.once('response', (response: IncomingMessage) => {
    response.once('end', () => {
      call.endedAtMs = nowMs();
    });
  });
});

process.on('SIGTERM', () => {
  const trace: Trace = { preloadedAtMs, loadingAtMs, marks, calls };
  fs.writeFileSync(process.env.BENCH_TRACE ?? '', JSON.stringify(trace));
  // The runtime client waits for its next event in a thread that would hold up an ordinary exit.
  process.kill(process.pid, 'SIGKILL');
});
