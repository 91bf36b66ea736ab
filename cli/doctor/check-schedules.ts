import { paginateListSchedules, SchedulerClient } from '@aws-sdk/client-scheduler';
import { stackName } from '../stack.ts';
import { type Found, fine, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** Whether the sweep and every promotion of the configuration have a schedule that fires. */
export async function checkSchedules({ services, connection, deadline }: Subject): Promise<readonly Found[]> {
  const { place } = services;
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
  const wanted = promotions.map(({ id }) => `${stackName(place.stage)}-promotion-${id}`);
  const found = wanted.flatMap((id) => faultOf(id, states.get(id)));
  const disabled = [...states].filter(([name, state]) => state !== 'ENABLED' && !wanted.includes(name));
  for (const [name, state] of disabled) found.push(notFiring(name, state));
  return found.length > 0 ? found : [fine(`${states.size} schedules fire`)];
}

function faultOf(id: string, state: string | undefined): Found[] {
  if (state === 'ENABLED') return [];
  return [state === undefined ? missing(id) : notFiring(id, state)];
}

function missing(id: string): Found {
  const why = 'the promotion is in ponte.config.ts, and no run of it begins by itself';
  return wrong(`there is no schedule ${id}`, why, 'Deploy; or it is over, and can be taken out.');
}

function notFiring(name: string, state: string): Found {
  return wrong(
    `the schedule ${name} is ${state}`,
    'it does not fire',
    'Enable it in EventBridge Scheduler, or deploy.',
  );
}
