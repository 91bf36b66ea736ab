import { setTimeout as sleep } from 'node:timers/promises';
import { complain, inLines, print, type Shown, shown } from '../cli/terminal.ts';
import { isBaseUrl } from '../src/shared/base-url.ts';
import { demoCredentials, demoStores } from './demo-stores.ts';
import { vips } from './demo-story.ts';
import { messageOf } from './message-of.ts';
import { type Platform, startPlatform } from './platform.ts';
import { openPromotionDesk } from './promotion-desk.ts';
import { readOptions } from './read-options.ts';
import { register } from './registry.ts';
import { setting } from './setting.ts';
import { StateInUseError } from './state-lock.ts';

const HELP = shown`npm start

Runs Ponte on this machine until Ctrl-C: the built functions behind an HTTP endpoint,
with emulated AWS services and the BonifiQ sandbox.

  PORT              3000 by default; 0 picks a free one
  PONTE_STATE       where state is kept, .ponte by default; "memory" keeps none
  PONTE_POSTING     "off": everything is recorded and nothing posted
  BONIFIQ_BASE_URL  a points API to call instead of the sandbox`;

const DEFAULT_PORT = 3000;
const STOP_WITHIN_MS = 10_000;

await main();

async function main(): Promise<void> {
  const { values } = readOptions('npm start', { options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) return finish(HELP, 0);
  const port = readPort(setting('PORT'));
  if (port === null) return finish(`PORT is "${setting('PORT')}"; give a number from 0 to 65535.`, 2);
  const otherApi = setting('BONIFIQ_BASE_URL');
  if (otherApi !== undefined && !isBaseUrl(otherApi)) {
    return finish(`BONIFIQ_BASE_URL is "${otherApi}"; write it as https://api.bonifiq.com.br`, 2);
  }

  const posting = setting('PONTE_POSTING') ?? 'on';
  if (posting !== 'on' && posting !== 'off') return finish(`PONTE_POSTING is "${posting}"; write on or off`, 2);

  const stopped = stopSignal();
  const platform = await start(port, posting, otherApi);
  if (platform === null) return;
  await putVips(platform);
  const withdraw = announce(platform);
  tellReady(platform);
  await stopped;
  print('Stopping …');
  withdraw();
  process.exit(await stop(platform));
}

/** The exit code: 0 when everything stopped in time. */
async function stop(platform: Platform): Promise<number> {
  const late = sleep(STOP_WITHIN_MS, 'not everything stopped in time', { ref: false });
  const stopped = platform.stop().then(() => null, messageOf);
  const problem = await Promise.race([stopped, late]);
  if (problem !== null) complain(problem);
  return problem === null ? 0 : 1;
}

function readPort(text: string | undefined): number | null {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535 ? port : null;
}

async function start(
  port: number,
  posting: 'on' | 'off',
  bonifiqBaseUrl: string | undefined,
): Promise<Platform | null> {
  try {
    return await startPlatform({
      port,
      state: stateOf(),
      posting,
      ...(bonifiqBaseUrl !== undefined && { bonifiqBaseUrl }),
      log: printLine,
    });
  } catch (error) {
    finish(whyNot(error, port), 1);
    return null;
  }
}

function whyNot(error: unknown, port: number): string {
  if (error instanceof StateInUseError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return `Port ${port} is in use. Choose another with PORT, such as PORT=${port + 1} npm start; PORT=0 picks a free one.`;
  }
  return `Ponte could not be started: ${messageOf(error)}`;
}

/** So that commands find the platform by themselves. A checkout that cannot be written to keeps no platform from starting. */
function announce({ directory }: Platform): () => void {
  try {
    return register(stateOf(), directory);
  } catch (error) {
    complain(shown`./ponte finds this platform only by --state ${directory}: ${messageOf(error)}`);
    return () => undefined;
  }
}

function stateOf(): string {
  return setting('PONTE_STATE') ?? '.ponte';
}

/** So that there is a promotion to try; a file that somebody has put there since stays. */
async function putVips({ services }: Platform): Promise<void> {
  const desk = openPromotionDesk(services);
  await desk.putAudienceIfAbsent('vip.csv', vips);
  desk.close();
}

function tellReady({ url, sandbox, bonifiqBaseUrl }: Platform): void {
  const { username, password } = demoCredentials;
  const webhooks = demoStores.map(({ id, platform }) => `  webhooks   ${url}/webhooks/${platform}/${id}`);
  const points =
    sandbox === null
      ? [`  points     ${bonifiqBaseUrl} is called (BONIFIQ_BASE_URL), as ${username}`]
      : [
          `  points     the BonifiQ sandbox at ${bonifiqBaseUrl}`,
          `  balances   ${bonifiqBaseUrl}/sandbox/state for all, or for one customer as BonifiQ documents it:`,
          `             curl -u ${username}:${password} ${bonifiqBaseUrl}/v1/pvt/Customer/ana.souza%40example.com/points`,
        ];
  const options = new URL(url).port === String(DEFAULT_PORT) ? '' : ` --url ${url}`;
  const tries = [`  try        npm run send -- orders-paid${options}`, '             ./ponte promotions run vip'];
  const lines = [...webhooks, ...points, ...tries];
  print(inLines([`Ponte is ready at ${url}`, ...lines]));
}

/** The sweep fires every two seconds here; what it says is worth a line when it found something. */
function printLine(functionName: string, line: string): void {
  if (functionName === 'sweep' && /"queued":0,"failed":0/.test(line)) return;
  print(`${functionName.padEnd(11)} ${line}`);
}

/** A second signal ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

function finish(text: string | Shown, exitCode: number): void {
  if (exitCode === 0) print(text);
  else complain(text);
  process.exitCode = exitCode;
}
