import { randomUUID } from 'node:crypto';

/** A secret as the emulated service keeps it: versions by id, stages pointing at them. */
export interface StoredSecret {
  readonly name: string;
  readonly arn: string;
  readonly createdAtMs: number;
  readonly tags: SecretTag[];
  /** Undefined for the service's own. Nothing is encrypted here. */
  kmsKeyId?: string;
  readonly versions: Map<string, { readonly text: string; readonly createdAtMs: number }>;
  readonly stages: Map<string, string>;
}

export interface SecretTag {
  readonly Key: string;
  readonly Value: string;
}

/** The service's own error, by the name that the SDK turns into a class. */
export class ServiceError extends Error {
  override readonly name: string;
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export interface SecretBook {
  create(
    name: string,
    text: string,
    versionId?: string,
    tags?: readonly SecretTag[],
  ): { secret: StoredSecret; versionId: string };
  put(
    id: string,
    text: string,
    versionId?: string,
    stages?: readonly string[],
  ): { secret: StoredSecret; versionId: string };
  /** A tag of the same key gets the new value. */
  tag(id: string, tags: readonly SecretTag[]): void;
  /** Names the key of a secret. */
  encrypt(id: string, kmsKeyId: string): void;
  /** By name or ARN. */
  find(id: string): StoredSecret;
  list(): readonly StoredSecret[];
}

export function createSecretBook(now: () => number): SecretBook {
  const secrets = new Map<string, StoredSecret>();

  function find(id: string): StoredSecret {
    const found = secrets.get(id) ?? [...secrets.values()].find(({ arn }) => arn === id);
    if (found === undefined)
      throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return found;
  }

  function put(id: string, text: string, versionId: string = randomUUID(), stages: readonly string[] = ['AWSCURRENT']) {
    const secret = find(id);
    const existing = secret.versions.get(versionId);
    if (existing !== undefined && existing.text !== text) {
      throw new ServiceError('ResourceExistsException', 'The version already exists with another value.');
    }
    if (existing === undefined) secret.versions.set(versionId, { text, createdAtMs: now() });
    for (const stage of stages) moveStage(secret, stage, versionId);
    return { secret, versionId };
  }

  return {
    create(name, text, versionId, tags = []) {
      if (secrets.has(name)) throw new ServiceError('ResourceExistsException', `The secret ${name} already exists.`);
      const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-local0`;
      secrets.set(name, { name, arn, createdAtMs: now(), tags: [...tags], versions: new Map(), stages: new Map() });
      return put(name, text, versionId);
    },
    put,
    tag(id, tags) {
      const secret = find(id);
      const others = secret.tags.filter(({ Key }) => !tags.some((tag) => tag.Key === Key));
      secret.tags.splice(0, secret.tags.length, ...others, ...tags);
    },
    encrypt(id, kmsKeyId) {
      find(id).kmsKeyId = kmsKeyId;
    },
    find,
    list: () => [...secrets.values()],
  };
}

/** The version that loses `AWSCURRENT` becomes `AWSPREVIOUS`. */
function moveStage(secret: StoredSecret, stage: string, versionId: string): void {
  const before = secret.stages.get(stage);
  if (before === versionId) return;
  if (stage === 'AWSCURRENT' && before !== undefined) secret.stages.set('AWSPREVIOUS', before);
  secret.stages.set(stage, versionId);
}
