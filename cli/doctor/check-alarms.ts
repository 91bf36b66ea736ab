import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { counted } from '../counted.ts';
import { stackName } from '../stack.ts';
import { type Found, fine, warning, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

/** The stage's alarms that ring, and whether they tell anybody. */
export async function checkAlarms({ connection: { services }, deadline }: Subject): Promise<readonly Found[]> {
  const { place } = services;
  if (place.kind === 'local') return [];
  const prefix = `${stackName(place.stage)}-`;
  const pages = paginateDescribeAlarms(
    { client: new CloudWatchClient({}) },
    { AlarmNamePrefix: prefix },
    {
      abortSignal: deadline.signal,
    },
  );
  const found: Found[] = [];
  let count = 0;
  let silent = 0;
  for await (const { MetricAlarms = [] } of pages) {
    for (const { AlarmName = '', StateValue, AlarmActions = [], ActionsEnabled } of MetricAlarms) {
      count += 1;
      if (ActionsEnabled === false || AlarmActions.length === 0) silent += 1;
      if (StateValue !== 'ALARM') continue;
      const name = AlarmName.slice(prefix.length);
      const next = 'docs/operating.md has an entry for it: how to look and what to do.';
      found.push(warning(`the alarm ${name} rings`, 'its description says what it means', next));
    }
  }
  if (count === 0) {
    const why = 'nobody is told of what waits or fails';
    return [wrong(`${stackName(place.stage)} has no alarms`, why, 'Deploy again; its alarms are a part of it.')];
  }
  if (silent > 0) {
    const why = 'they ring unheard';
    found.push(warning(`${silent} of ${count} alarms tell nobody`, why, 'docs/deploying.md has how to subscribe.'));
  }
  return found.length > 0 ? found : [fine(`${counted(count, 'alarm')}, and none rings`)];
}
