import { connect } from '../../cli/connect.ts';
import type { Connection } from '../../cli/connection.ts';
import { readClock, readFaults } from '../../cli/local/ask-platform.ts';
import { runningPlatform } from '../../cli/local/running-platform.ts';
import type { Clock } from '../api.ts';
import type { Context } from './context.ts';
import { localDeliveries } from './deliveries/local-deliveries.ts';
import { ordersOfCustomer } from './deliveries/orders-of-customer.ts';
import { stageDeliveries } from './deliveries/stage-deliveries.ts';
import { localNumbers } from './numbers/local-numbers.ts';
import { stageNumbers } from './numbers/stage-numbers.ts';

export interface ConsoleOptions {
  readonly stage?: string;
  readonly state?: string;
  /** On a stage: changes are taken. */
  readonly write: boolean;
  readonly version: string;
}

/** Connects to the local platform or to a stage. */
export async function makeContext(options: ConsoleOptions): Promise<Context> {
  const { stage, version } = options;
  return stage === undefined ? await onLocalPlatform(options) : await onStage(stage, options.write, version);
}

async function onLocalPlatform({ state, version }: ConsoleOptions): Promise<Context> {
  const connection = await connect({ ...(state !== undefined && { state }) });
  const { endpoints: local } = await runningPlatform(state);
  const { control } = local;
  let { aheadMs } = await readClock(control);
  return {
    connection: { ...connection, now: () => Date.now() + aheadMs },
    local,
    readOnlyBecause: null,
    deliveries: localDeliveries(control),
    ordersOfCustomer: ordersOfCustomer(connection),
    numbers: localNumbers(control),
    async readClock() {
      const clock = await readClock(control);
      ({ aheadMs } = clock);
      return clock;
    },
    hasSandbox: async () => (await readFaults(control)) !== null,
    version,
  };
}

async function onStage(stage: string, write: boolean, version: string): Promise<Context> {
  return stageContext(await connect({ stage }), stage, { write, version });
}

/** On what a connection to a stage reaches; unless `write` says so, nothing is changed. */
export function stageContext(
  connection: Connection,
  stage: string,
  { write, version }: Pick<ConsoleOptions, 'write' | 'version'>,
): Context {
  return {
    connection,
    local: null,
    readOnlyBecause: write ? null : `Start ./ponte console --stage ${stage} with --write to change something.`,
    deliveries: stageDeliveries(stage),
    ordersOfCustomer: ordersOfCustomer(connection),
    numbers: stageNumbers(stage),
    readClock: async (): Promise<Clock> => ({ now: new Date().toISOString(), aheadMs: 0 }),
    hasSandbox: async () => false,
    version,
  };
}
