import type { Sent } from '../../api-try.ts';
import type { Answer } from '../ask.ts';
import { outcomeText } from '../deliveries/delivery-line.tsx';
import { notify } from '../parts/notice.tsx';
import { pointsText } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { say } from '../words/say.ts';

/** The worst first. */
const SEVERITIES = ['error', 'warning', 'success'] as const;

/** What came of what was sent: of each delivery, as a refund is told by more than one. */
export function tellSent(answer: Answer<Sent>): void {
  if (answer.kind === 'failed') {
    const { what, next } = answer.trouble;
    notify({ severity: 'error', text: `${what} ${next}` });
    return;
  }
  const { deliveries } = answer.value;
  const telling = deliveries.find(({ points }) => points !== 0) ?? deliveries.at(-1);
  if (telling === undefined) return;
  notify({
    severity: SEVERITIES.find((one) => deliveries.some(({ severity }) => severity === one)) ?? telling.severity,
    text: deliveries.map(textOf).join(' · '),
    link: { href: hrefs.delivery(telling.id), text: say('timeline.open') },
  });
}

function textOf({ topic, outcome, points }: Sent['deliveries'][number]): string {
  return `${topic ?? say('delivery.noTopic')}: ${outcomeText(outcome)}${points === 0 ? '' : ` (${pointsText(points)})`}`;
}
