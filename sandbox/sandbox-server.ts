import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Journal, openJournal } from './journal.ts';
import { close, listen } from './loopback.ts';
import { control } from './sandbox-control.ts';
import { createSandboxCore, type SandboxCore, type SandboxCoreOptions } from './sandbox-core.ts';
import type { Effect, SandboxRequest } from './wire.ts';

export interface SandboxOptions extends Omit<SandboxCoreOptions, 'now' | 'past' | 'keep'> {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Where balances survive a restart; absent: in memory only. */
  readonly stateFile?: string;
  readonly now?: () => number;
}

export interface Sandbox {
  /** The base URL of the points API. */
  readonly url: string;
  /** To set faults, change settings and look at balances without HTTP. */
  readonly core: SandboxCore;
  /** TCP connections accepted so far. */
  connections(): number;
  close(): Promise<void>;
}

/** The BonifiQ sandbox over HTTP, on 127.0.0.1 only. */
export async function startSandbox({
  port = 0,
  stateFile,
  now = Date.now,
  ...settings
}: SandboxOptions): Promise<Sandbox> {
  const journal: Journal | null = stateFile === undefined ? null : openJournal(stateFile);
  const core = createSandboxCore({
    ...settings,
    now,
    ...(journal === null ? {} : { past: journal.past, keep: journal.keep }),
  });
  let connections = 0;

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const controlled = control(core, request);
    const effects: readonly Effect[] = controlled === null ? core.handle(request) : [{ kind: 'answer', ...controlled }];
    for (const effect of effects) await bring(effect, response);
  }

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch(() => response.destroy());
  }).on('connection', () => {
    connections += 1;
  });
  const url = await listen(server, port);
  return {
    url,
    core,
    connections: () => connections,
    async close() {
      await close(server);
      journal?.close();
    },
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SandboxRequest> {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, value?.toString()]),
  );
  return { method: incoming.method ?? 'GET', path: incoming.url ?? '/', headers, body: await text(incoming) };
}

async function bring(effect: Effect, response: ServerResponse): Promise<void> {
  switch (effect.kind) {
    case 'delay':
      await sleep(effect.ms, undefined, { ref: false });
      return;
    case 'answer':
      response.writeHead(effect.status, { ...effect.headers, 'Content-Length': Buffer.byteLength(effect.body) });
      response.end(effect.body);
      return;
    case 'cut':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
    default:
      effect satisfies never;
  }
}
