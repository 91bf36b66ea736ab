import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { counted } from '../counted.ts';
import { type Found, fine, warning } from './finding.ts';
import type { Subject } from './subject.ts';

/** The queues of a stage, and what lies in their dead letters. */
const QUEUES = ['settle', 'unverified', 'promotions'] as const;
const DEAD_LETTERS = [...QUEUES, 'schedule'].map((name) => `${name}-dead-letters`);

/** Whether the queues are there, and whether dead letters are left in one. */
export async function checkQueues({ connection: { services }, deadline }: Subject): Promise<readonly Found[]> {
  const { sdk, place, urlOfQueue } = services;
  const names = place.kind === 'stage' ? [...QUEUES, ...DEAD_LETTERS] : ['settle', 'promotions'];
  const depths = await Promise.all(
    names.map(async (name) => {
      const command = new GetQueueAttributesCommand({
        QueueUrl: await urlOfQueue(name),
        AttributeNames: ['ApproximateNumberOfMessages'],
      });
      const { Attributes } = await sdk.sqs.send(command, { abortSignal: deadline.signal });
      return { name, waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0) };
    }),
  );
  const dead = depths.filter(({ name, waiting }) => DEAD_LETTERS.includes(name) && waiting > 0);
  const waiting = depths.reduce((sum, one) => sum + one.waiting, 0);
  if (dead.length === 0)
    return [
      fine(
        `${names.length} queues are there, with ${waiting === 0 ? 'no messages' : `about ${counted(waiting, 'message')}`}`,
      ),
    ];
  return dead.map(({ name, waiting: count }) =>
    warning(
      `${counted(count, 'message')} in ${name}`,
      'a function gave them up five times, and what takes dead letters has not come to them',
      'docs/operating.md has the alarm of dead letters, and what to do.',
    ),
  );
}
