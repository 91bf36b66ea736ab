import type { Mutant } from './mutant.ts';

/** Mistakes that only promotions can make. */
export const MUTANTS_OF_PROMOTIONS: readonly Mutant[] = (
  [
    {
      words: 'a batch that comes again is posted as if it were new, and its refusals count as nothing',
      file: 'src/promotions/post-batch.ts',
      find: "if (isUsed || result.kind === 'alreadyApplied')",
      put: "if (isUsed || result.kind === 'alreadyApplied' || (batch.isRepeated && result.kind === 'needsChecking'))",
    },
    {
      words: 'a batch is counted as often as it comes',
      file: 'src/domain/promotion/progress.ts',
      find: '  if (from >= to || progress.counted.some((range) => range[0] <= from && to <= range[1])) return progress;',
      put: '  progress = { ...progress, counted: [] };',
    },
    {
      words: 'the edited configuration wins over what was pinned',
      file: 'src/promotions/start-run.ts',
      find: "before === null || before.record.phase === 'refused'\n",
      put: "before === null || before.record.phase !== 'queued'\n",
    },
    {
      words: 'whoever stands in the audience twice gets points twice',
      file: 'src/domain/promotion/choose-awards.ts',
      find: "if (!seen.add(customer)) return { kind: 'duplicate', line };",
      put: 'seen.add(customer);',
    },
    {
      words: 'what the time leaves over of a batch is forgotten',
      file: 'src/promotions/post-batch.ts',
      find: "return stopped(left, deadline.now(), explain('outOfTime'));",
      put: "return stopped([], deadline.now(), explain('outOfTime'));",
    },
    {
      words: 'how far the awards are queued is written down before they are',
      file: 'src/promotions/start-run.ts',
      find: '    await sendAll(\n      promotionQueue,\n      waiting.map((batch) => messageOf(key, pinned, batch)),\n      deadline,\n    );\n    current = await advanced(dependencies.runs, current, { queuedToLine: last.to, because: null }, deadline);',
      put: '    current = await advanced(dependencies.runs, current, { queuedToLine: last.to, because: null }, deadline);\n    await sendAll(\n      promotionQueue,\n      waiting.map((batch) => messageOf(key, pinned, batch)),\n      deadline,\n    );',
    },
    {
      words: 'an award that got no answer is counted as given',
      file: 'src/promotions/post-batch.ts',
      find: '  return { result: await keep(ledger, left, deadline) };',
      put: "  return { result: result.kind === 'unknown' ? 'applied' : await keep(ledger, left, deadline) };",
    },
    {
      words: 'birthdays are those of the day in UTC',
      file: 'src/domain/promotion/choose-awards.ts',
      find: 'birthdaysOf(localDate(scheduledAtMs, pinned.timeZone))',
      put: "birthdaysOf(localDate(scheduledAtMs, 'UTC'))",
    },
  ] as const
).map((mutant) => ({ ...mutant, world: 'promotions' }));
