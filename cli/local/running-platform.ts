import type { Endpoints } from '../../local/endpoints.ts';
import { findPlatform } from '../../local/find-platform.ts';
import { setting } from '../../local/setting.ts';
import { Failure } from '../failure.ts';

export interface RunningPlatform {
  /** As it was named: a directory, or `memory`. */
  readonly state: string;
  readonly directory: string;
  readonly endpoints: Endpoints;
}

/**
 * The local platform that the option or PONTE_STATE names, or the one that runs.
 * @param elsewhere what else there is to do where none runs
 * @throws {Failure} with what to do where there is none
 */
export async function runningPlatform(asked: string | undefined, elsewhere = ''): Promise<RunningPlatform> {
  const found = await findPlatform(asked ?? setting('PONTE_STATE'));
  switch (found.kind) {
    case 'running':
      return found;
    case 'ended':
      throw new Failure(
        `The platform on the state ${found.state} has ended (it was process ${found.pid}). Start it again with npm start${elsewhere}.`,
      );
    case 'silent':
      throw new Failure(
        `The platform on the state ${found.state}, process ${found.pid}, does not answer at ${found.url}. What it prints says more; stop it and start it again.`,
      );
    case 'several':
      throw new Failure(
        `Several platforms run here; name one with --state:\n${found.states.map((one) => `  ${one}`).join('\n')}`,
      );
    case 'none':
      throw new Failure(
        `No platform runs here${found.state === null ? '' : ` on the state ${found.state}`}. Start one with npm start${elsewhere}.`,
      );
    default:
      return found satisfies never;
  }
}
