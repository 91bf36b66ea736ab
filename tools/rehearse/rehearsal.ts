import type { Sandbox } from '../../sandbox/sandbox-server.ts';
import type { Deployed } from './deployed.ts';
import type { DeployedUrls } from './deployed-url.ts';
import type { Emulator } from './emulator.ts';
import type { Ran } from './ran.ts';
import type { Shop } from './shop.ts';

export const REGION = 'sa-east-1';
/** A company's own, in front of the API. */
export const DOMAIN = 'ponte.example.com';
/** An account of BonifiQ's for each stage, as docs/deploying.md asks for. */
export const BONIFIQ = {
  prod: { username: 'prod-user', password: 'made-up-password-of-prod' },
  trial: { username: 'trial-user', password: 'made-up-password-of-trial' },
} as const;
export const WEBHOOK_SECRETS: Readonly<Record<string, string>> = {
  'my-shopify': 'made-up-webhook-secret-of-my-shopify',
  'my-woocommerce': 'made-up-webhook-secret-of-my-woocommerce',
};
/** The file of a copy that a company makes its own. */
type OwnFile = 'ponte.config.ts' | 'serverless.yml';

/** Folders: the programs of the two Python environments, and the CDK's packages. */
export interface Programs {
  readonly emulator: string;
  readonly checks: string;
  readonly cdk: string;
}

export interface RunOptions {
  readonly input?: string;
  /** What the command has to exit with; 0 where not given. */
  readonly code?: number;
  /** The BonifiQ of this stage is named to the command; `prod` where not given. */
  readonly stage?: Stage;
}

export type Stage = 'prod' | 'trial';

/** A copy of the project, AWS's services, a BonifiQ for each stage, and what was deployed. */
export interface Rehearsal {
  readonly project: string;
  readonly programs: Programs;
  readonly emulator: Emulator;
  readonly urls: DeployedUrls;
  /** What `my-woocommerce` sells in. */
  readonly shop: Shop;
  readonly sandboxes: Readonly<Record<Stage, Sandbox>>;
  /** What a person's shell would have. */
  readonly environment: NodeJS.ProcessEnv;
  /** All commands so far. */
  readonly typed: readonly string[];
  /** As a person types it, in the copy. Throws for another exit code than the wanted one. */
  run(command: string, options?: RunOptions): Promise<Ran>;
  /** Notes a command that a step starts by itself, as it does not end. */
  typing(command: string): void;
  /** The same as `run`, which gives back the JSON that it printed. */
  ask(command: string): Promise<unknown>;
  /** Adds a sentence to the report. */
  note(sentence: string): void;
  edit(file: OwnFile, change: (text: string) => string): void;
  /** The functions of a stage as they are deployed now; those that ran before are stopped. */
  startFunctions(stage: Stage): Promise<Deployed>;
  /** @throws when they were not started */
  functions(stage: Stage): Deployed;
  close(): Promise<void>;
}
