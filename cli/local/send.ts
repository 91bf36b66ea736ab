import { basename } from 'node:path';
import { type DeliveryAnswer, deliver, type OutgoingDelivery } from '../../local/deliver.ts';
import { demoStores } from '../../local/demo-stores.ts';
import { findDelivery, isFixture, listFixtures } from '../../local/find-deliveries.ts';
import type { LocalStore } from '../../local/local-store.ts';
import { type Choices, type Prepared, prepareFile, prepareLogged } from '../../local/outgoing-delivery.ts';
import { twoIdsIn } from '../../local/two-ids.ts';
import { Failure } from '../failure.ts';
import { complain, inLines, print, type Shown } from '../terminal.ts';
import { deliveryOf } from './ask-platform.ts';
import { describeAnswer } from './describe-answer.ts';
import { runningPlatform } from './running-platform.ts';

export interface SendOptions extends Omit<Choices, 'stores'> {
  /** Names of fixtures, files and folders. */
  readonly asked: readonly string[];
  /** A delivery that the platform has logged, by its number. */
  readonly replay?: number | 'last';
  readonly url?: string;
  readonly state?: string;
  readonly json: boolean;
}

/** What could not even be tried: the words name no delivery. */
export class NothingToSend extends Error {}

interface Target {
  readonly url: string;
  readonly stores: readonly LocalStore[];
}

interface ToSend {
  readonly name: string;
  readonly prepared: Extract<Prepared, { kind: 'ready' }>;
}

/**
 * Sends deliveries one after the other and prints what they came to. Resolves to whether none came to an error.
 * @throws {NothingToSend}
 */
export async function send(options: SendOptions): Promise<boolean> {
  const target = await targetOf(options);
  const deliveries =
    options.replay === undefined ? fromFiles(options, target) : [await logged(options, options.replay)];
  let fine = true;
  for (const { name, prepared } of deliveries) {
    warnOfTwoIds(name, prepared.delivery);
    const answer = await sendOne(target.url, prepared.delivery);
    if (options.json) print(answer.text.trimEnd());
    else if (answer.outcome !== null) print(describeAnswer(titleOf(name, prepared), answer.status, answer.outcome));
    if (answer.outcome === null) complain(`HTTP ${answer.status}, and no outcome: ${answer.text.slice(0, 200)}`);
    fine &&= answer.outcome !== null && answer.outcome.severity !== 'error';
  }
  return fine;
}

/** The platform that runs; at a URL that is named, the stores of that platform if it is it. */
async function targetOf({ url, state }: SendOptions): Promise<Target> {
  if (url === undefined) {
    const { endpoints } = await runningPlatform(state);
    return { url: endpoints.url, stores: endpoints.stores };
  }
  if (!URL.canParse(url)) throw new NothingToSend(`--url ${url} is no URL; write it as http://127.0.0.1:3000`);
  const running = await runningPlatform(state).catch(() => null);
  return { url, stores: running?.endpoints.stores ?? demoStores };
}

function fromFiles({ asked, ...choices }: SendOptions, { stores }: Target): readonly ToSend[] {
  return asked.flatMap((one) =>
    filesOf(one).map((file) => {
      // What comes with Ponte is of the demo's stores; anything else rather of somebody's own, which stand first.
      const known = isFixture(file) ? [...demoStores, ...stores] : stores;
      return { name: basename(file), prepared: ready(prepareFile(file, { ...choices, stores: known })) };
    }),
  );
}

function filesOf(asked: string): readonly string[] {
  // npm runs scripts in the package's own directory, and says here where it was called.
  const from = process.env.npm_lifecycle_event === 'send' ? process.env.INIT_CWD : undefined;
  const found = findDelivery(asked, from ?? process.cwd());
  if (found.kind === 'none') {
    throw new NothingToSend(`There is no file and no fixture "${asked}"; --list shows the fixtures.`);
  }
  if (found.kind === 'several') {
    throw new NothingToSend(`Several fixtures begin like this: ${found.names.join(', ')}`);
  }
  if (found.files.length === 0) throw new NothingToSend(`The folder ${asked} holds no files.`);
  return found.files;
}

async function logged({ state, ...choices }: SendOptions, which: number | 'last'): Promise<ToSend> {
  const { endpoints } = await runningPlatform(state);
  const found = await deliveryOf(endpoints.control, which);
  if (found === null) throw new NothingToSend(`The platform has no delivery ${which}; ./ponte listen shows them.`);
  return {
    name: `delivery ${found.number}`,
    prepared: ready(prepareLogged(found, { ...choices, stores: endpoints.stores })),
  };
}

function ready(prepared: Prepared): Extract<Prepared, { kind: 'ready' }> {
  if (prepared.kind === 'refused') throw new NothingToSend(`Nothing was sent: ${prepared.because}`);
  return prepared;
}

async function sendOne(url: string, delivery: OutgoingDelivery): Promise<DeliveryAnswer> {
  try {
    return await deliver(url, delivery);
  } catch (error) {
    throw new Failure(whyUnanswered(url, error));
  }
}

/** Whoever has changed one of them means another order, and would look for it in vain. */
function warnOfTwoIds(name: string, { platform, rawBody }: OutgoingDelivery): void {
  const ids = platform === 'shopify' ? twoIdsIn(rawBody) : null;
  if (ids === null) return;
  complain(
    `${name}: its id is ${ids.plain}, and its admin_graphql_api_id says ${ids.global}, which Ponte takes. Write the same number in both to mean one order.`,
  );
}

function titleOf(name: string, { delivery, topic }: ToSend['prepared']) {
  return { name, about: `${topic ?? 'no topic'} → ${delivery.store}` };
}

function whyUnanswered(url: string, error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${url}. Start the platform with npm start, or name it with --url.`;
  return `${url} did not answer: ${cause instanceof Error ? cause.message : error}`;
}

/** What comes with Ponte to be sent. */
export function fixtureList(): Shown {
  return inLines(listFixtures().flatMap(({ folder, names }) => [folder, ...names.map((name) => `  ${name}`)]));
}
