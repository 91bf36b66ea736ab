import { LAWS } from '../laws/laws.ts';
import { FAULTS } from './faults.ts';
import type { Choice, Played } from './play.ts';

/** The command that plays exactly this again. */
export function replayCommand({ seed, deliveries, keep }: Choice): string {
  return [
    `npm run simulate -- --seed ${seed} --histories 1`,
    ...(deliveries === undefined ? [] : [`--deliveries ${deliveries.join() || 'none'}`]),
    ...(keep === undefined ? [] : [`--keep ${keep.join() || 'none'}`]),
  ].join(' ');
}

/** A history in words: what its store is like, what was sent, what struck, and what came of it. */
export function tellStory({ history, struck, broken }: Played): string {
  const { store, deliveries } = history;
  const told = [
    ...deliveries.map(({ atMs, topic, what, orderId }) => ({
      atMs,
      text: `order ${orderId}: ${topic}, ${what}`,
    })),
    ...struck.map(({ atMs, id, name, what }) => ({ atMs, text: `  ${id} ${what}: ${FAULTS[name].words} (${name})` })),
  ].sort((one, other) => one.atMs - other.atMs);
  return [
    `a ${store.platform} store: settles ${store.settlement}, unknown customers ${store.onUnknownCustomer}, hold ${store.rules.map(({ holdDays }) => holdDays).join('/')} days`,
    ...told.map(({ atMs, text }) => `${new Date(atMs).toISOString()} ${text}`),
    broken === null
      ? 'every law holds'
      : `broken: ${broken.law === 'no law' ? 'something gave way' : LAWS[broken.law]}\n${typeof broken.detail === 'string' ? broken.detail : JSON.stringify(broken.detail, null, 2)}`,
  ].join('\n');
}
