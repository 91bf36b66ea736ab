import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedDelivery } from '../../local/deliveries/delivery-log.ts';
import { readRunningConfig } from '../../local/endpoints.ts';
import type { Severity } from '../../src/domain/outcome-table.ts';
import { coloured, complain, faint, print, type Shown, shown, strong } from '../terminal.ts';
import { type Times, timesOf } from '../times.ts';
import { deliveriesAfter } from './ask-platform.ts';
import { describeAnswer, whyNoOutcome } from './describe-answer.ts';
import { runningPlatform } from './running-platform.ts';

const EVERY_MS = 300;

export interface ListenOptions {
  readonly state?: string;
  /** So many of those that came before. */
  readonly last: number;
  readonly follow: boolean;
  /** Any, where it is left out. */
  readonly severity?: readonly Severity[];
  readonly json: boolean;
}

/** Prints the deliveries of the local platform, until a signal ends the process or, without `follow`, those that came. */
export async function listen({ state, last, follow, severity, json }: ListenOptions): Promise<void> {
  const { endpoints, directory } = await runningPlatform(state);
  const times = timesOf(readRunningConfig(directory).stores);
  const show = (delivery: LoggedDelivery) => print(json ? JSON.stringify(delivery) : describeDelivery(delivery, times));
  // What no function answered is an error, as in the console's list.
  const isAsked = ({ answer }: LoggedDelivery) => severity?.includes(answer?.severity ?? 'error') !== false;
  const before = await deliveriesAfter(endpoints.control, 0);
  for (const delivery of last === 0 ? [] : before.filter(isAsked).slice(-last)) show(delivery);
  // Its silence would look like a hang.
  if (follow && !json && process.stderr.isTTY) complain(faint(`Listening at ${endpoints.url}; Ctrl-C ends it.`));
  let number = before.at(-1)?.number ?? 0;
  while (follow) {
    await sleep(EVERY_MS);
    for (const delivery of await deliveriesAfter(endpoints.control, number)) {
      if (isAsked(delivery)) show(delivery);
      number = delivery.number;
    }
  }
}

/** One delivery in words. */
export function describeDelivery(delivery: LoggedDelivery, times: Times): Shown {
  const { number, at, path, store, topic, status, tookMs, answer } = delivery;
  const name = `#${number}  ${times([store])(at)}`;
  const about = `${topic ?? 'no topic'} → ${store ?? path}  ${tookMs} ms`;
  if (answer !== null) return describeAnswer({ name, about }, status, answer);
  return shown`${strong(name)} ${about}\n  ${coloured('error', 'error   ')} ${whyNoOutcome(status, store)}`;
}
