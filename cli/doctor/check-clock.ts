import { located } from '../failure.ts';
import { type Found, fine, warning } from './finding.ts';
import type { Subject } from './subject.ts';

/** AWS refuses signatures whose time is five minutes off. */
const FAR_MS = 60_000;

/** This machine's clock beside the one of whoever answers the webhooks. */
export async function checkClock({ connection: { services }, deadline }: Subject): Promise<readonly Found[]> {
  const askedAtMs = Date.now();
  const url = await services.webhooksUrl();
  const webhooks = located(
    { head: () => fetch(url, { method: 'HEAD', signal: deadline.signal }) },
    { what: url, of: services.place },
  );
  const answer = await webhooks.head();
  const theirsMs = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(theirsMs)) return [fine('nobody tells the time there')];
  // The header has whole seconds.
  const aheadMs = (askedAtMs + Date.now()) / 2 - theirsMs;
  if (Math.abs(aheadMs) < FAR_MS) return [fine('the clock of this machine is right to the minute')];
  const minutes = Math.round(aheadMs / 60_000);
  return [
    warning(
      `the clock of this machine is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}`,
      'AWS refuses what is signed with a wrong time, and what the commands say of times is wrong',
      'Set it, or have it set by NTP.',
    ),
  ];
}
