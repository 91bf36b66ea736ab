import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/sandbox-server.ts';
import { copyProject } from './copy-project.ts';
import type { Deployed } from './deployed.ts';
import { startDeployed } from './deployed-functions.ts';
import { startDeployedUrls } from './deployed-url.ts';
import { Deviation } from './deviation.ts';
import { startEmulator } from './emulator.ts';
import type { Ran } from './ran.ts';
import { BONIFIQ, DOMAIN, type Programs, REGION, type Rehearsal, type RunOptions, type Stage } from './rehearsal.ts';
import { runCommand } from './run-command.ts';
import { startShop } from './shop.ts';

export interface RehearsalOptions {
  readonly folder: string;
  readonly programs: Programs;
  readonly signal: AbortSignal;
  readonly ran: (ran: Ran) => void;
  readonly note: (sentence: string) => void;
}

export async function startRehearsal({ folder, programs, signal, ran, note }: RehearsalOptions): Promise<Rehearsal> {
  const project = join(folder, 'project');
  copyProject(project);
  copyFileSync(join(import.meta.dirname, 'rehearsal.config.ts'), join(project, 'ponte.config.ts'));
  const closers: (() => Promise<unknown>)[] = [];
  const closing = <Opened>(opened: Opened, close: () => Promise<unknown>): Opened => {
    closers.push(close);
    return opened;
  };
  const close = async () => {
    for (const one of closers.splice(0).toReversed()) await one();
  };
  try {
    const own = ownEnvironment(folder, programs);
    const emulator = await startEmulator(programs.emulator, own);
    closing(emulator, emulator.stop);
    const certificate = join(folder, 'certificate.pem');
    const hosts = `localhost ${DOMAIN} '*.execute-api.${REGION}.amazonaws.com'`;
    const write = `python '${join(import.meta.dirname, 'emulator/certificate.py')}' '${certificate}' ${hosts}`;
    const made = await runCommand(write, { cwd: project, env: own, signal });
    if (made.code !== 0) throw new Error(`no certificate was made: ${made.err}`);
    const urls = await startDeployedUrls(certificate);
    closing(urls, urls.close);
    const shop = await startShop(certificate);
    closing(shop, shop.close);
    const sandboxes = { prod: await startSandbox(BONIFIQ.prod), trial: await startSandbox(BONIFIQ.trial) };
    for (const sandbox of Object.values(sandboxes)) closing(sandbox, sandbox.close);
    const environment = { ...own, AWS_ENDPOINT_URL: emulator.url, NODE_EXTRA_CA_CERTS: certificate };
    const toDeployedUrls = {
      HTTPS_PROXY: urls.proxy,
      NO_PROXY: '127.0.0.1,localhost',
      NODE_USE_ENV_PROXY: '1',
      CURL_CA_BUNDLE: certificate,
    };
    const running = new Map<Stage, Deployed>();
    const typed: string[] = [];
    closers.push(async () => {
      for (const deployed of running.values()) await deployed.stop();
    });

    async function run(command: string, { input, code = 0, stage = 'prod' }: RunOptions = {}): Promise<Ran> {
      const env = {
        ...environment,
        BONIFIQ_BASE_URL: sandboxes[stage].url,
        ...(CALLS_DEPLOYED_URLS.test(command) && toDeployedUrls),
      };
      const logged = emulator.log().length;
      const done = await runCommand(command, { cwd: project, env, signal, ...(input !== undefined && { input }) });
      ran(done);
      typed.push(command);
      if (done.code === code) return done;
      const said = `${done.out}${done.err}`.trim().split('\n').slice(-LAST_LINES).join('\n');
      const broke = whatBroke(emulator.log().slice(logged));
      throw new Deviation(`"${command}" ended with ${done.code} in place of ${code}:\n${said}${broke}`);
    }

    const rehearsal: Rehearsal = {
      project,
      programs,
      emulator,
      urls,
      shop,
      sandboxes,
      environment,
      typed,
      run,
      note,
      typing(command) {
        typed.push(command);
        ran({ command, code: 0, ms: 0, out: '', err: '' });
      },
      ask: async (command) => JSON.parse((await run(command)).out),
      edit(file, change) {
        const path = join(project, file);
        const text = readFileSync(path, 'utf8');
        const changed = change(text);
        if (changed === text) throw new Error(`${file} is not as the rehearsal expects it`);
        writeFileSync(path, changed);
      },
      async startFunctions(stage) {
        await running.get(stage)?.stop();
        const deployed = await startDeployed(rehearsal, stage, join(folder, `functions-${stage}`));
        running.set(stage, deployed);
        return deployed;
      },
      functions(stage) {
        const deployed = running.get(stage);
        if (deployed === undefined) throw new Error(`the functions of ${stage} do not run`);
        return deployed;
      },
      close,
    };
    rehearsal.edit('ponte.config.ts', (text) =>
      text.replace(SITE, `siteUrl: ['${shop.url}', 'https://store.example.com']`),
    );
    return rehearsal;
  } catch (error) {
    await close();
    throw error;
  }
}

/** The first address of a store is the one whose API is asked; orders name the other. */
const SITE = "siteUrl: 'https://store.example.com'";

/** What the emulator broke down of, which it tells nobody who calls it: the last frames, and the error. */
function whatBroke(log: string): string {
  const at = log.lastIndexOf('Traceback (most recent call last)');
  if (at < 0) return '';
  const [, ...lines] = log.slice(at).split('\n');
  const error = lines.findIndex((line) => !line.startsWith(' '));
  const told = lines.slice(0, error < 0 ? lines.length : error + TOLD_OF_ERROR).slice(-LAST_LINES);
  return `\n\nThe emulator:\n${told.join('\n')}`;
}

const LAST_LINES = 20;
const TOLD_OF_ERROR = 4;
/** osls would send everything through a proxy, the emulator's address included. */
const CALLS_DEPLOYED_URLS = /^(?:\.\/ponte|curl) /;

/** Nothing of the user's account gets in: no profile, no home, no variable of AWS's. */
function ownEnvironment(folder: string, programs: Programs): NodeJS.ProcessEnv {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  const { PATH = '', LANG } = process.env;
  return {
    PATH: [writeAwsCommand(folder, programs), programs.emulator, programs.checks, PATH].join(':'),
    HOME: home,
    ...(LANG !== undefined && { LANG }),
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    CI: '1',
    npm_config_update_notifier: 'false',
    SLS_TELEMETRY_DISABLED: '1',
  };
}

/**
 * The AWS CLI of PyPI sends calls of SQS to an address of its own, whatever the variables say; only the option keeps it from that.
 * @see https://github.com/aws/aws-cli/blob/develop/awscli/customizations/overridesslcommonname.py
 */
function writeAwsCommand(folder: string, programs: Programs): string {
  const commands = join(folder, 'commands');
  mkdirSync(commands, { recursive: true });
  const aws = join(programs.emulator, 'aws');
  const script = `#!/bin/sh
[ "$1" = sqs ] && exec '${aws}' --endpoint-url "$AWS_ENDPOINT_URL" "$@"
exec '${aws}' "$@"
`;
  writeFileSync(join(commands, 'aws'), script, { mode: 0o755 });
  return commands;
}
