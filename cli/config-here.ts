import { loadConfig } from '../build/load-config.ts';
import type { PonteConfig } from '../src/config/define-config.ts';
import { Failure } from './failure.ts';
import { projectPath } from './project.ts';

/** Of the project, which a stage is taken to run with. @throws {Failure} where it cannot be read */
export async function configHere(): Promise<PonteConfig> {
  const loaded = await loadConfig(projectPath('ponte.config.ts'));
  if ('fault' in loaded) throw new Failure(loaded.fault);
  return loaded.config;
}
