import { deliveriesAfter, deliveryOf } from '../../../cli/local/ask-platform.ts';
import type { RunningPlatform } from '../../../cli/local/running-platform.ts';
import { deliver, type OutgoingDelivery } from '../../../local/deliver.ts';
import type { DeliveryRow } from '../../api.ts';
import { rowOf } from '../deliveries/local-deliveries.ts';
import { Refusal } from '../refusal.ts';

/** Sends deliveries one after the other to the local platform; each as its log has it. */
export async function sendLocally(
  { url, control }: Pick<RunningPlatform['endpoints'], 'url' | 'control'>,
  deliveries: readonly OutgoingDelivery[],
): Promise<readonly DeliveryRow[]> {
  const rows: DeliveryRow[] = [];
  for (const delivery of deliveries) {
    const before = (await deliveryOf(control, 'last'))?.number ?? 0;
    await deliver(url, delivery);
    const sent = Buffer.from(delivery.rawBody).toString('base64');
    // Others may send at the same time.
    const logged = (await deliveriesAfter(control, before)).find(({ bodyBase64 }) => bodyBase64 === sent);
    if (logged !== undefined) rows.push(rowOf(logged));
  }
  if (rows.length > 0) return rows;
  throw new Refusal(502, {
    what: 'It was sent, and the platform has not logged it.',
    where: url,
    next: 'What the platform prints says why.',
  });
}
