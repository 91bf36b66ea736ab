import config from '../ponte.config.ts';
import { reconcileDependencies } from '../src/lambda/dependencies.ts';
import { reconcileHandler } from '../src/lambda/reconcile-handler.ts';

/** Triggered by a schedule: asks the shops' own APIs for what was changed, and records what no webhook told. */
export const handler = reconcileHandler(reconcileDependencies(config));
