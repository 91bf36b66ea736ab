import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { writeManyStores } from '../../../test/support/template/many-stores.ts';
import { answers } from '../checkov-answers.ts';
import { expectThat } from '../deviation.ts';
import { REGION, type Rehearsal } from '../rehearsal.ts';
import type { Step } from '../step.ts';

export const TEMPLATE = '.serverless/cloudformation-template-update-stack.json';
const PROMOTIONS = resolve(import.meta.dirname, '../../../test/support/template/promotions.config.ts');
const WORKFLOWS = resolve(import.meta.dirname, '../../../.github/workflows');
const MANY = 100;

const lintSchema = z.array(z.object({ Rule: z.object({ Id: z.string() }), Message: z.string() }));
const checkovSchema = z.object({
  summary: z.object({ passed: z.int(), parsing_errors: z.literal(0) }),
  results: z.object({ failed_checks: z.array(z.object({ check_id: z.string(), resource: z.string() })) }),
});

export const checks: Step = {
  name: 'checks',
  shows: 'cfn-lint finds nothing in the templates of three configurations, and each finding of checkov has an answer',
  isAlone: true,
  async run(rehearsal) {
    const { run, project, programs, note } = rehearsal;
    const config = join(project, 'ponte.config.ts');
    const before = readFileSync(config);
    const unanswered = new Set(answers.map(keyOf));
    for (const [name, file] of configurations(project)) {
      writeFileSync(config, asOwn(readFileSync(file, 'utf8')));
      await run('npm run package -- --stage prod');
      const faults = await lint(rehearsal, TEMPLATE);
      expectThat(faults.length === 0, `cfn-lint finds in the template of ${name}:\n${faults.join('\n')}`);
      const { passed, found } = await checkov(rehearsal);
      const open = found.filter((key) => !answers.some((answer) => keyOf(answer) === key));
      expectThat(open.length === 0, `checkov finds in the template of ${name}, without an answer:\n${open.join('\n')}`);
      for (const key of found) unanswered.delete(key);
      note(
        `${name}: cfn-lint finds nothing; ${passed} checks of checkov pass, and ${found.length} findings have an answer.`,
      );
    }
    expectThat(unanswered.size === 0, `answers to what checkov no longer finds: ${[...unanswered].join(', ')}`);
    await showsMistakes(rehearsal);
    writeFileSync(config, before);
    const python = join(programs.checks, 'python');
    await run(`'${python}' -c "import hcl2; hcl2.load(open('examples/terraform/main.tf'))"`);
    await run(`actionlint ${WORKFLOWS}/*.yml`);
    await run(`zizmor --offline ${WORKFLOWS}`);
    note("actionlint and zizmor find nothing in GitHub's workflows.");
  },
};

function configurations(project: string): readonly (readonly [name: string, file: string])[] {
  return [
    ['one store', writeManyStores(project, 1)],
    [`${MANY} stores`, writeManyStores(project, MANY)],
    ['promotions', PROMOTIONS],
  ];
}

/** `defineConfig` is the copy's own there: the build takes no other's. */
function asOwn(text: string): string {
  return text.replace(/"[^"]*\/src\/config\/define-config\.ts"/, "'@ponte/adapter'");
}

/** What is wrong with a template, an action that its service does not have included. */
export async function lint({ run }: Pick<Rehearsal, 'run'>, file: string, code = 0): Promise<string[]> {
  const { out } = await run(`cfn-lint --format json --regions ${REGION} --template ${file}`, { code });
  return lintSchema.parse(JSON.parse(out)).map(({ Rule, Message }) => `${Rule.Id} ${Message}`);
}

/** A check that finds no mistake shows nothing: an action of IAM that there is not has to be found. */
async function showsMistakes(rehearsal: Rehearsal): Promise<void> {
  const { project, note } = rehearsal;
  const text = readFileSync(join(project, TEMPLATE), 'utf8');
  writeFileSync(join(project, 'mistaken.json'), text.replaceAll('"sqs:SendMessage"', '"sqs:SendMesage"'));
  const faults = await lint(rehearsal, 'mistaken.json', LINT_WARNINGS);
  expectThat(faults.length > 0 && faults.every((fault) => fault.startsWith('W3037 ')), 'a wrong action is not found');
  note("cfn-lint compares the roles' actions with AWS's list, and finds one that is misspelt.");
}

const LINT_WARNINGS = 4;

async function checkov({ run }: Rehearsal) {
  const options = '--framework cloudformation --skip-download --compact --quiet --soft-fail --output json';
  const { out } = await run(`checkov --file ${TEMPLATE} ${options}`);
  const { summary, results } = checkovSchema.parse(JSON.parse(out));
  const keys = results.failed_checks.map(({ check_id: rule, resource }) => {
    return keyOf({ rule, type: resource.split('.', 1)[0] ?? '' });
  });
  return { passed: summary.passed, found: [...new Set(keys)] };
}

function keyOf({ rule, type }: { readonly rule: string; readonly type: string }): string {
  return `${rule} ${type}`;
}
