import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { setting } from '../../local/setting.ts';
import { isBaseUrl } from '../../src/shared/base-url.ts';
import { askFor } from '../ask.ts';
import { Failure } from '../failure.ts';
import { projectPath } from '../project.ts';
import { complain, shown } from '../terminal.ts';
import type { ChosenShops } from './choose-shops.ts';

/** A tenant of BonifiQ's that a local platform is to call, and the state that goes with it. */
export interface RealTenant {
  readonly baseUrl: string;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly state: string;
}

const PRODUCTION = 'https://api.bonifiq.com.br';
/** A ledger knows what was posted: that of the sandbox is no use to a tenant, and the other way round. */
const MARK = 'points-api';

/**
 * Reads the credentials of an environment file, and asks whether to call the tenant.
 * @throws {Failure} where it is not to be called, or the file lacks something
 */
export async function realTenant(
  file: string,
  { state = projectPath('.ponte/bonifiq'), yes, shops }: { state?: string; yes: boolean; shops: ChosenShops },
): Promise<RealTenant> {
  if (shops.own.length === 0) {
    throw new Failure(`--bonifiq is for shops of yours, and there are none: it would run ${shops.told}`);
  }
  const { baseUrl, credentials } = credentialsIn(file);
  const known = markOf(state);
  if (known !== null && known !== baseUrl) {
    throw new Failure(
      `The state ${state} belongs to ${known === '' ? 'the sandbox' : known}. Points that were posted there would count as posted at ${baseUrl}: name another --state.`,
    );
  }
  if (!yes) await confirm(baseUrl, credentials.username, shops);
  mkdirSync(state, { recursive: true });
  writeFileSync(join(state, MARK), `${baseUrl}\n`);
  return { baseUrl, credentials, state };
}

/**
 * A platform with the sandbox starts on a state: not on one of a tenant's.
 * @throws {Failure}
 */
export function refuseTenantState(state: string): void {
  const known = markOf(state);
  if (known === null || known === '') return;
  throw new Failure(`The state ${state} belongs to ${known}: start it with --bonifiq, or name another --state.`);
}

/** The points API whose points the ledger in a state directory knows; empty for the sandbox, null for a new one. */
function markOf(state: string): string | null {
  if (state === 'memory') return null;
  const mark = join(resolve(state), MARK);
  if (existsSync(mark)) return readFileSync(mark, 'utf8').trim();
  return existsSync(join(resolve(state), 'dynamodb')) ? '' : null;
}

function credentialsIn(file: string): Pick<RealTenant, 'baseUrl' | 'credentials'> {
  if (!existsSync(file)) {
    throw new Failure(
      `There is no file ${file}. Write BONIFIQ_USERNAME=… and BONIFIQ_PASSWORD=… into it, a line each.`,
    );
  }
  const { BONIFIQ_USERNAME: username, BONIFIQ_PASSWORD: password, ...others } = parseEnv(readFileSync(file, 'utf8'));
  const baseUrl = others.BONIFIQ_BASE_URL ?? setting('BONIFIQ_BASE_URL') ?? PRODUCTION;
  if (!username || !password) throw new Failure(`${file} needs both BONIFIQ_USERNAME=… and BONIFIQ_PASSWORD=…`);
  if (!isBaseUrl(baseUrl)) throw new Failure(`BONIFIQ_BASE_URL in ${file} is no address such as ${PRODUCTION}`);
  return { baseUrl, credentials: { username, password } };
}

async function confirm(baseUrl: string, username: string, { own }: ChosenShops): Promise<void> {
  complain(
    shown`This calls ${baseUrl} as ${username}: every delivery for ${own.join(', ')} that comes to this machine\nchanges points of real customers there, as a deployed Ponte would.`,
  );
  const { host } = new URL(baseUrl);
  if ((await askFor(`Type ${host} to go on`)) !== host) {
    throw new Failure('Nothing was started. Without a terminal, --yes says that it is meant.');
  }
}
