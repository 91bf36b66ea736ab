/** Commands of a document that no step types, and why. */
export interface LeftOut {
  /** What their text begins with. */
  readonly begins: string;
  readonly why: string;
}

/** The documents whose commands are typed. */
export const documents: readonly { readonly page: string; readonly leftOut: readonly LeftOut[] }[] = [
  {
    page: 'docs/deploying.md',
    leftOut: [
      { begins: 'export AWS_PROFILE=', why: 'the rehearsal has variables in place of a profile' },
      { begins: 'npm ci && npm test', why: 'CI runs it; it needs no account' },
      { begins: 'npm run bench:stores', why: 'it measures, and needs no account' },
      { begins: 'npx osls logs --function shopify --tail', why: '`--tail` has no end; it is run without' },
      { begins: 'git ', why: 'it is of git alone' },
    ],
  },
  {
    page: 'docs/recovery.md',
    leftOut: [
      { begins: 'npm start', why: 'it is of the local platform, where tests play it' },
      { begins: './ponte send ', why: 'it is of the local platform, where tests play it' },
      {
        begins: './ponte reclaim --since <instant>',
        why: 'it is of the local platform; the same is typed for the stage',
      },
      { begins: './ponte reclaim my-shop/5001 --points', why: 'a person decides what it says; a test plays it' },
      { begins: './ponte redrive my-shop/5001', why: 'a test plays the store that comes back' },
      { begins: 'aws backup ', why: 'the emulator makes no copies of tables by AWS Backup' },
      { begins: 'aws secretsmanager replicate-secret', why: 'another region is not played' },
      { begins: 'export AWS_REGION=us-east-1', why: 'another region is not played' },
      { begins: 'npm run deploy -- --stage prod --param="region=', why: 'another region is not played' },
    ],
  },
];

/**
 * The commands of a document, each as it stands there, without the comment at its end: the lines of its indented blocks that begin
 * with the name of a program.
 */
export function documentedCommands(markdown: string): readonly string[] {
  const lines = joined(markdown).filter((line) => /^ {4,}\S/.test(line));
  const commands = lines.map((line) => line.replace(/\s+# .*$/, '').trim()).filter((line) => PROGRAM.test(line));
  return [...new Set(commands)];
}

const PROGRAM = /^(?:\w+=\$\()?(?:aws|npm|npx|git|curl|export|\.\/ponte|examples\/\S+)\b/;

/** Documented commands that nobody has typed, and that are not left out on purpose. `prod` stands for any stage, an instant for any. */
export function neverTyped(
  documented: readonly string[],
  typed: readonly string[],
  leftOut: readonly LeftOut[],
): readonly string[] {
  const lines = typed.flatMap(joined).map((line) => anyStage(line.replace(VARIABLES, '')));
  const wanted = documented.filter((command) => !leftOut.some(({ begins }) => command.startsWith(begins)));
  return wanted.filter((command) => {
    const pattern = new RegExp(`^${anyStage(command).split(PLACEHOLDER).map(RegExp.escape).join('.+')}$`);
    return !lines.some((line) => pattern.test(line));
  });
}

/** Such as those of the user who deploys, before a command. */
const VARIABLES = /^(?:[A-Z_]+=\S+ )+/;

const PLACEHOLDER = /…|<[^>]*>|\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;

function anyStage(command: string): string {
  return command.replaceAll(/\b(?:prod|trial)\b/g, 'prod');
}

/** Lines, with those that a backslash continues put together. */
function joined(text: string): string[] {
  return text.replaceAll(/ *\\\n\s*/g, ' ').split('\n');
}
