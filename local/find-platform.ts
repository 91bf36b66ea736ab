import { resolve } from 'node:path';
import { type Endpoints, readEndpoints } from './endpoints.ts';
import { registered } from './registry.ts';
import { isRunning } from './state-lock.ts';

export type FoundPlatform =
  | { readonly kind: 'running'; readonly state: string; readonly directory: string; readonly endpoints: Endpoints }
  /** One was there, and was killed. */
  | { readonly kind: 'ended'; readonly state: string; readonly pid: number }
  /** Its process runs, and answers nobody. */
  | { readonly kind: 'silent'; readonly state: string; readonly pid: number; readonly url: string }
  | { readonly kind: 'none'; readonly state: string | null }
  | { readonly kind: 'several'; readonly states: readonly string[] };

const DEFAULT_STATE = resolve(import.meta.dirname, '../.ponte');
const ANSWERS_WITHIN_MS = 3_000;

/**
 * The local platform that runs on a state directory; without one, the only one of this checkout that runs.
 * @param state a directory, or `memory`
 */
export async function findPlatform(state: string | undefined): Promise<FoundPlatform> {
  if (state !== undefined && state !== 'memory') return await platformIn(state, resolve(state));
  const [found, ...others] = registered().filter((one) => state === undefined || one.state === state);
  if (others.length > 0) return { kind: 'several', states: [found, ...others].map((one) => one?.directory ?? '') };
  if (found !== undefined)
    return await platformIn(found.state === 'memory' ? 'memory' : found.directory, found.directory);
  return state === undefined ? await platformIn('.ponte', DEFAULT_STATE) : { kind: 'none', state };
}

async function platformIn(state: string, directory: string): Promise<FoundPlatform> {
  const endpoints = readEndpoints(directory);
  if (endpoints === null) return { kind: 'none', state };
  const { pid, url } = endpoints;
  // Another platform may have its port since.
  if (!isRunning(pid)) return { kind: 'ended', state, pid };
  return (await answers(url)) ? { kind: 'running', state, directory, endpoints } : { kind: 'silent', state, pid, url };
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
