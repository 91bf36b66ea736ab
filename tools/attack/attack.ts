import { deliver } from '../../local/deliver.ts';
import { demoCredentials, demoStores } from '../../local/demo-stores.ts';
import { type Platform, startPlatform } from '../../local/platform.ts';
import { type Attack, attacks, genuine, VICTIM, victimsOrder } from './attacks.ts';

/** What came of one kind of attack. */
export interface AttackReport {
  readonly name: string;
  readonly tries: number;
  /** How often each answer came, such as `401 signatureRefused`. */
  readonly answers: Readonly<Record<string, number>>;
  /** Answers that must not have come, points that moved, secrets or control characters in the log; empty when all is well. */
  readonly breaches: readonly string[];
}

export interface AttackOptions {
  /** Of each kind. */
  readonly tries: number;
  readonly tell: (name: string) => void;
}

/** Nothing that a log line may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;
const SECRETS = [...demoStores.map(({ webhookSecret }) => webhookSecret), demoCredentials.password, VICTIM.customer];

/** Starts a platform of its own in memory, tries every attack, and says what came of each. */
export async function attack({ tries, tell }: AttackOptions): Promise<AttackReport[]> {
  const lines: string[] = [];
  const platform = await startPlatform({ port: 0, state: 'memory', log: (_, line) => lines.push(line) });
  try {
    const first = await deliver(platform.url, genuine(victimsOrder()));
    if (first.outcome?.outcome !== 'applied') throw new Error(`the first order was not applied: ${first.text}`);
    const reports: AttackReport[] = [];
    for (const one of attacks) {
      tell(one.name);
      lines.length = 0;
      reports.push(await attackOnce(platform, one, tries, lines));
    }
    return reports;
  } finally {
    await platform.stop();
  }
}

async function attackOnce(
  { url, sandbox }: Platform,
  { name, answers: right, send }: Attack,
  tries: number,
  lines: readonly string[],
): Promise<AttackReport> {
  const answers: Record<string, number> = {};
  for (let number = 0; number < tries; number += 1) {
    const { status, outcome } = await send(url, number);
    const answer = `${status} ${outcome}`;
    answers[answer] = (answers[answer] ?? 0) + 1;
  }
  const wrong = Object.keys(answers).filter((answer) => !right.includes(answer));
  const { balances } = sandbox?.core.state() ?? { balances: {} };
  const expected = JSON.stringify({ [VICTIM.customer]: VICTIM.points });
  return {
    name,
    tries,
    answers,
    breaches: [
      ...wrong.map((answer) => `was answered ${answer}`),
      ...(JSON.stringify(balances) === expected ? [] : ['moved points']),
      ...(lines.some((line) => SECRETS.some((secret) => line.includes(secret))) ? ['put a secret into the log'] : []),
      ...(lines.some((line) => CONTROL.test(line)) ? ['put control characters into the log'] : []),
    ],
  };
}
