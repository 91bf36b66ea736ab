import { HELP, readArguments } from './arguments.ts';
import { play } from './play.ts';
import { printFaults, printReport, reportAsJson } from './print.ts';
import { createProgress } from './progress.ts';
import { neverChecked, neverExercised } from './report.ts';
import { runInWorkers } from './run-in-workers.ts';
import { shrink } from './shrink.ts';
import { replayCommand, tellStory } from './story.ts';

const asked = readArguments(process.argv.slice(2));

/** So many broken histories are told in full. */
const MOST_STORIES = 3;

if ('wrong' in asked) {
  console.error(`${asked.wrong}\nnpm run simulate -- --help shows how it is used.`);
  process.exitCode = 2;
} else if (asked.help) console.log(HELP);
else if (asked.listFaults) printFaults();
else if (asked.deliveries !== undefined || asked.keep !== undefined) await replay(asked);
else await playMany(asked);

async function replay(choice: Parameters<typeof play>[0]): Promise<void> {
  const played = await play(choice);
  console.log(tellStory(played));
  process.exitCode = played.broken === null ? 0 : 1;
}

async function playMany({ seed, histories, workers, json }: Exclude<typeof asked, { wrong: string }>): Promise<void> {
  const progress = createProgress(histories);
  const report = await runInWorkers({ seed, histories }, Math.min(workers, histories), progress.tell);
  const tookMs = progress.end();
  const stories: string[] = [];
  for (const broken of report.broken.slice(0, MOST_STORIES)) {
    const shrunk = await shrink(broken.seed);
    const again = replayCommand({ seed: broken.seed });
    stories.push(
      shrunk === null
        ? `seed ${broken.seed} broke a law, and breaks none when it is played alone: ${again}`
        : `${tellStory(shrunk.played)}\nagain:       ${replayCommand(shrunk.choice)}\nas it broke: ${again}`,
    );
  }
  if (json) console.log(reportAsJson(report, tookMs, stories));
  else printReport(report, tookMs, stories);
  const failed = report.broken.length + neverExercised(report).length + neverChecked(report).length > 0;
  process.exitCode = failed ? 1 : 0;
}
