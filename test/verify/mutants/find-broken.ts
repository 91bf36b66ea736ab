import { WORLDS, type WorldName } from '../simulation/worlds.ts';

/** Plays histories of consecutive seeds until one breaks a law, and prints what broke. */
const [world = 'orders', ...numbers] = process.argv.slice(2);
const [from = 1, histories = 1] = numbers.map(Number);
const { play } = WORLDS[world as WorldName];
for (let seed = from; seed < from + histories; seed += 1) {
  const { broken } = await play({ seed });
  if (broken === null) continue;
  console.log(JSON.stringify({ seed, law: broken.law, played: seed - from + 1 }));
  break;
}
