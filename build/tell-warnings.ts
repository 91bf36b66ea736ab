import { coloured, complain, shown } from '../cli/terminal.ts';
import { configWarnings } from '../src/config/config-warnings.ts';
import type { PonteConfig } from '../src/config/define-config.ts';

/** Writes what a configuration hardly means beside the output, a line each. */
export function tellWarnings(config: PonteConfig, nowMs: number): void {
  for (const { place, message } of configWarnings(config, nowMs)) {
    complain(shown`${coloured('warning', 'Warning:')} ${place}: ${message}`);
  }
}
