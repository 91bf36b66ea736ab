import type { Sent } from '../../api-try.ts';
import type { Answer } from '../ask.ts';
import { noAnswer } from '../ask.ts';
import { outcomeText } from '../deliveries/delivery-line.tsx';
import { notify } from '../parts/notice.tsx';
import { pointsText } from '../parts/values.tsx';
import { hrefs } from '../router.ts';
import { say } from '../words/say.ts';

/** What came of what was sent. */
export function tellSent(answer: Answer<Sent>): void {
  if (answer.kind === 'failed') {
    const { what, next } = answer.trouble;
    const text =
      answer.trouble === noAnswer ? `${say('state.noAnswer')} ${say('state.noAnswerNext')}` : `${what} ${next}`;
    notify({ severity: 'error', text });
    return;
  }
  const last = answer.value.deliveries.at(-1);
  if (last === undefined) return;
  const points = last.points === 0 ? '' : ` (${pointsText(last.points)})`;
  notify({
    severity: last.severity,
    text: `${last.topic ?? say('delivery.noTopic')}: ${outcomeText(last.outcome)}${points}`,
    link: { href: hrefs.delivery(last.id), text: say('timeline.open') },
  });
}
