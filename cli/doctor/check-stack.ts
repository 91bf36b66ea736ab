import { findStack, stackName } from '../stack.ts';
import { type Found, fine, wrong } from './finding.ts';
import type { Subject } from './subject.ts';

const DONE = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'IMPORT_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE']);
const ROLLED_BACK = 'UPDATE_ROLLBACK_COMPLETE';

/** Whether the last deployment went through. */
export async function checkStack({ connection: { place } }: Subject): Promise<readonly Found[]> {
  if (place.kind === 'local') return [];
  const name = stackName(place.stage);
  const stack = await findStack(place.stage);
  if (stack === null) {
    const next = `npm run deploy -- --stage ${place.stage}; AWS_REGION and AWS_PROFILE say where to look.`;
    return [wrong(`there is no ${name} in this account and region`, 'it is not deployed, or not here', next)];
  }
  const { StackStatus = 'unknown', StackStatusReason, LastUpdatedTime, CreationTime } = stack;
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
