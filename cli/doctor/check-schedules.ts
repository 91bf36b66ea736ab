import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { counted } from '../counted.ts';
import { stackName } from '../stack.ts';
import { type Found, fine, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** Whether the sweep, reconciliation and every promotion of the configuration have a schedule that fires. */
export async function checkSchedules({ connection, deadline }: Subject): Promise<readonly Found[]> {
  const { place } = connection;
  if (place.kind === 'local') return [];
  const { promotions } = await connection.config();
  const states = new Map<string, string>();
  const pages = paginateListSchedules(
    { client: new SchedulerClient({}) },
    { GroupName: stackName(place.stage) },
    {
      abortSignal: deadline.signal,
    },
  );
  for await (const { Schedules = [] } of pages) {
    for (const { Name = '', State = '' } of Schedules) states.set(Name, State);
  }
  const stack = stackName(place.stage);
  const wanted = [`${stack}-sweep`, `${stack}-reconcile`, ...promotions.map(({ id }) => `${stack}-promotion-${id}`)];
  const found = wanted.flatMap((name) => faultOf(name, states.get(name)));
  const disabled = [...states].filter(([name, state]) => state !== 'ENABLED' && !wanted.includes(name));
  for (const [name, state] of disabled) found.push(notFiring(name, state));
  return found.length > 0 ? found : [fine(`fires: ${counted(states.size, 'schedule')}`)];
}

function faultOf(name: string, state: string | undefined): Found[] {
  if (state === 'ENABLED') return [];
  return [state === undefined ? missing(name) : notFiring(name, state)];
}

function missing(name: string): Found {
  const why =
    'nothing of it begins by itself: no run of a promotion, no sweep for what waits, or no look for what webhooks lost';
  return wrong(`there is no schedule ${name}`, why, 'Deploy; a promotion that is over can be taken out.');
}

function notFiring(name: string, state: string): Found {
  return wrong(
    `the schedule ${name} is ${state}`,
    'it does not fire',
    'Enable it in EventBridge Scheduler, or deploy.',
  );
}
