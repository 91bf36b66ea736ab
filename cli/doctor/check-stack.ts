import { readStack, stackName } from '../stack.ts';
import { type Found, fine, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

const DONE = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
const ROLLED_BACK = 'UPDATE_ROLLBACK_COMPLETE';

/** Whether the last deployment went through. */
export async function checkStack({ connection: { services } }: Subject): Promise<readonly Found[]> {
  const { place } = services;
  if (place.kind === 'local') return [];
  const name = stackName(place.stage);
  const { StackStatus = 'unknown', StackStatusReason, LastUpdatedTime, CreationTime } = await readStack(place.stage);
  const since = (LastUpdatedTime ?? CreationTime)?.toISOString() ?? 'an unknown time';
  if (DONE.has(StackStatus) && StackStatus !== ROLLED_BACK) return [fine(`${name} is deployed since ${since}`)];
  const what = `${name} is ${StackStatus}${StackStatusReason === undefined ? '' : ` (${StackStatusReason})`}`;
  return StackStatus === ROLLED_BACK
    ? [
        wrong(
          what,
          'the last deployment failed, and the one before it runs',
          'Read its events in CloudFormation, and deploy again.',
        ),
      ]
    : [
        wrong(
          what,
          'a deployment is under way or has failed',
          'Wait for its end, or read its events in CloudFormation.',
        ),
      ];
}
