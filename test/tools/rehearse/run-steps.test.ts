import { expect, test } from 'vitest';
import { Deviation } from '../../../tools/rehearse/deviation.ts';
import type { Rehearsal } from '../../../tools/rehearse/rehearsal.ts';
import { runSteps } from '../../../tools/rehearse/run-steps.ts';
import type { Done, Step } from '../../../tools/rehearse/step.ts';

const step = (name: string, run: Step['run']): Step => ({ name, shows: `${name} is shown`, run });

async function play(steps: readonly Step[]) {
  const reported: Done[] = [];
  const progress: string[] = [];
  let finished = 0;
  const all = await runSteps({
    steps,
    // Steps of this test use nothing else of it.
    begin: async ({ ran, note }) =>
      ({
        note,
        async run(command: string) {
          const done = { command, code: 0, ms: 1.4, out: '', err: '' };
          ran(done);
          return done;
        },
      }) as unknown as Rehearsal,
    progress: (text) => void progress.push(text),
    report: (done) => void reported.push(done),
    finish: async () => {
      finished += 1;
    },
  });
  expect(reported).toEqual(all);
  return { all, finished, progress };
}

test('each step is reported with its own commands and sentences', async () => {
  const { all, finished, progress } = await play([
    step('first', async ({ run, note }) => {
      await run('npm run package');
      note('It is seen.');
    }),
    step('second', async ({ run }) => void (await run('npm run deploy'))),
  ]);
  expect(all.map(({ name, commands, seen, failure }) => ({ name, commands, seen, failure }))).toEqual([
    { name: 'first', commands: [{ command: 'npm run package', code: 0, ms: 1 }], seen: ['It is seen.'], failure: null },
    { name: 'second', commands: [{ command: 'npm run deploy', code: 0, ms: 1 }], seen: [], failure: null },
  ]);
  expect(finished).toBe(1);
  expect(progress).toEqual([
    '1 of 2: first …',
    '1 of 2: first, after npm run package …',
    '2 of 2: second …',
    '2 of 2: second, after npm run deploy …',
  ]);
});

test('a step that deviates is the last one, and everything is closed', async () => {
  const { all, finished } = await play([
    step('first', async () => {
      throw new Deviation('the stack is ROLLBACK_COMPLETE');
    }),
    step('second', async () => undefined),
  ]);
  expect(all.map(({ name, failure }) => [name, failure])).toEqual([['first', 'the stack is ROLLBACK_COMPLETE']]);
  expect(finished).toBe(1);
});
