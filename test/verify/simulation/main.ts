import { type Arguments, HELP, readArguments } from './arguments.ts';
import { printFaults, printReport, reportAsJson } from './print.ts';
import { createProgress } from './progress.ts';
import { neverChecked, neverExercised } from './report.ts';
import { runInWorkers } from './run-in-workers.ts';
import { shrink } from './shrink.ts';
import { replayCommand, tellStory } from './story.ts';
import type { Choice } from './world.ts';
import { WORLDS } from './worlds.ts';

const asked = readArguments(process.argv.slice(2));

/** So many broken histories are told in full. */
const MAX_STORIES = 3;

if ('wrong' in asked) {
  console.error(`${asked.wrong}\nnpm run simulate -- --help shows how it is used.`);
  process.exitCode = 2;
} else if (asked.help) console.log(HELP);
else if (asked.listFaults) printFaults(WORLDS[asked.world]);
else if (asked.deliveries !== undefined || asked.keep !== undefined) await replay(asked);
else await playMany(asked);

async function replay({ world, ...choice }: Choice & Pick<Arguments, 'world'>): Promise<void> {
  const played = await WORLDS[world].play(choice);
  console.log(tellStory(WORLDS[world], played));
  process.exitCode = played.broken === null ? 0 : 1;
}

async function playMany({ world: name, seed, histories, workers, json }: Arguments): Promise<void> {
  const world = WORLDS[name];
  const progress = createProgress(histories);
  // The first Ctrl-C ends with a report of what was played, the second at once.
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const run = { world: name, seed, histories };
  const report = await runInWorkers(run, Math.min(workers, histories), progress.emit, stop.signal);
  const tookMs = progress.end();
  const stories: string[] = [];
  for (const broken of report.broken.slice(0, MAX_STORIES)) {
    const shrunk = await shrink(world, broken.seed);
    const again = replayCommand(world, { seed: broken.seed });
    stories.push(
      shrunk === null
        ? `seed ${broken.seed} broke a law, and breaks none when it is played alone: ${again}`
        : `${tellStory(world, shrunk.played)}\nagain:       ${replayCommand(world, shrunk.choice)}\nas it broke: ${again}`,
    );
  }
  if (json) console.log(reportAsJson(report, tookMs, stories));
  else printReport(world, report, tookMs, stories);
  const failed = report.broken.length + neverExercised(report).length + neverChecked(report).length > 0;
  process.exitCode = failed ? 1 : 0;
}
