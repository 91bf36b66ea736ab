import { FAULTS } from './faults.ts';
import type { Choice, Played, World } from './world.ts';

/** The command that plays exactly this again. */
export function replayCommand({ option }: Pick<World, 'option'>, { seed, deliveries, keep }: Choice): string {
  return [
    `npm run simulate -- ${option}--seed ${seed} --histories 1`,
    ...(deliveries === undefined ? [] : [`--deliveries ${deliveries.join() || 'none'}`]),
    ...(keep === undefined ? [] : [`--keep ${keep.join() || 'none'}`]),
  ].join(' ');
}

/** A history in words: what its store is like, what was sent, what struck, and what came of it. */
export function tellStory({ laws }: World, { scene, told: sent, struck, broken }: Played): string {
  const told = [
    ...sent,
    ...struck.map(({ atMs, id, name, what }) => ({ atMs, text: `  ${id} ${what}: ${FAULTS[name].words} (${name})` })),
  ].sort((one, other) => one.atMs - other.atMs);
  return [
    scene,
    ...told.map(({ atMs, text }) => `${new Date(atMs).toISOString()} ${text}`),
    broken === null
      ? 'every law holds'
      : `broken: ${broken.law === 'no law' ? 'something gave way' : laws[broken.law]}\n${typeof broken.detail === 'string' ? broken.detail : JSON.stringify(broken.detail, null, 2)}`,
  ].join('\n');
}
