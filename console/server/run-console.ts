import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Failure } from '../../cli/failure.ts';
import { projectPath } from '../../cli/project.ts';
import { stopSignal } from '../../cli/stop-signal.ts';
import { complain, inLines, print } from '../../cli/terminal.ts';
import { bundlePage } from '../bundle-page.ts';
import { type ConsoleServer, startConsoleServer } from './console-server.ts';
import { type ConsoleOptions, makeContext } from './make-context.ts';

interface Options extends Omit<ConsoleOptions, 'version'> {
  /** 0: any free port. */
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

/** `ponte console`: serves until a signal. Resolves to the exit code. */
export async function runConsole(options: Options): Promise<0> {
  const stopped = stopSignal();
  const context = await makeContext({ ...options, version: version() });
  const server = await started(await startable(context), options.port);
  const { place } = context.connection;
  const where = place.kind === 'stage' ? `the stage ${place.stage}` : `the platform on ${place.state}`;
  const what = context.readOnlyBecause === null ? where : `${where}, to look at`;
  const { address, url, token } = server;
  print(
    options.json
      ? JSON.stringify({ address, url, token })
      : inLines([
          `The console of ${what} is at`,
          '',
          `  ${address}`,
          '',
          'The address holds a token: keep it to yourself. Ctrl-C ends it.',
        ]),
  );
  if (options.open && process.stdout.isTTY) openBrowser(address);
  await stopped;
  await server.close();
  return 0;
}

async function startable(context: Awaited<ReturnType<typeof makeContext>>) {
  const page = await bundlePage();
  return (port: number) => startConsoleServer(context, page, port);
}

async function started(start: (port: number) => Promise<ConsoleServer>, port: number): Promise<ConsoleServer> {
  try {
    return await start(port);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Failure(`Port ${port} is in use. Choose another with --port; without it, any free one is taken.`);
  }
}

const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
};

/** A machine without a browser shows the address all the same. */
function openBrowser(address: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => complain('No browser could be opened; open the address by hand.'));
  child.unref();
}

function version(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(projectPath('package.json'), 'utf8'))).version;
}
