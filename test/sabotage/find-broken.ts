import { play } from '../simulation/play.ts';

/** Plays histories of consecutive seeds until one breaks a law, and prints what broke. */
const [from = 1, histories = 1] = process.argv.slice(2).map(Number);
for (let seed = from; seed < from + histories; seed += 1) {
  const { broken } = await play({ seed });
  if (broken === null) continue;
  console.log(JSON.stringify({ seed, law: broken.law, played: seed - from + 1 }));
  break;
}
