import * as z from 'zod';
import { type SecretBook, ServiceError, type StoredSecret } from './secret-book.ts';

type Operation = (input: unknown, book: SecretBook) => object;

const getInput = z.object({
  SecretId: z.string(),
  VersionId: z.string().optional(),
  VersionStage: z.string().optional(),
});
const tags = z.array(z.object({ Key: z.string(), Value: z.string() }));
const createInput = z.object({
  Name: z.string().min(1),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
  Tags: tags.optional(),
  KmsKeyId: z.string().optional(),
});
const putInput = z.object({
  SecretId: z.string(),
  SecretString: z.string(),
  ClientRequestToken: z.string().optional(),
  VersionStages: z.array(z.string()).min(1).optional(),
});
const updateInput = z.object({
  SecretId: z.string(),
  SecretString: z.string().optional(),
  ClientRequestToken: z.string().optional(),
  KmsKeyId: z.string().optional(),
});
const describeInput = z.object({ SecretId: z.string() });
const tagInput = z.object({ SecretId: z.string(), Tags: tags });

const operations: Readonly<Record<string, Operation>> = {
  GetSecretValue(input, book) {
    const { SecretId, VersionId, VersionStage } = read(getInput, input);
    const secret = book.find(SecretId);
    const stage = VersionStage ?? 'AWSCURRENT';
    const versionId = VersionId ?? secret.stages.get(stage);
    const version = versionId === undefined ? undefined : secret.versions.get(versionId);
    if (versionId === undefined || version === undefined) {
      throw new ServiceError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${VersionId ?? stage}.`,
      );
    }
    return {
      ARN: secret.arn,
      Name: secret.name,
      VersionId: versionId,
      SecretString: version.text,
      VersionStages: stagesOf(secret, versionId),
      CreatedDate: version.createdAtMs / 1000,
    };
  },
  CreateSecret(input, book) {
    const { Name, SecretString, ClientRequestToken, Tags, KmsKeyId } = read(createInput, input);
    const { secret, versionId } = book.create(Name, SecretString, ClientRequestToken, Tags);
    if (KmsKeyId !== undefined) book.encrypt(Name, KmsKeyId);
    return { ARN: secret.arn, Name, VersionId: versionId };
  },
  PutSecretValue(input, book) {
    const { SecretId, SecretString, ClientRequestToken, VersionStages } = read(putInput, input);
    const { secret, versionId } = book.put(SecretId, SecretString, ClientRequestToken, VersionStages);
    return { ARN: secret.arn, Name: secret.name, VersionId: versionId, VersionStages: stagesOf(secret, versionId) };
  },
  UpdateSecret(input, book) {
    const { SecretId, SecretString, ClientRequestToken, KmsKeyId } = read(updateInput, input);
    const { arn: ARN, name: Name } = book.find(SecretId);
    if (KmsKeyId !== undefined) book.encrypt(SecretId, KmsKeyId);
    if (SecretString === undefined) return { ARN, Name };
    return { ARN, Name, VersionId: book.put(SecretId, SecretString, ClientRequestToken).versionId };
  },
  DescribeSecret(input, book) {
    return describe(book.find(read(describeInput, input).SecretId));
  },
  TagResource(input, book) {
    const { SecretId, Tags } = read(tagInput, input);
    book.tag(SecretId, Tags);
    return {};
  },
  ListSecrets(_input, book) {
    return { SecretList: book.list().map(describe) };
  },
};

/** Runs the operation that `X-Amz-Target` names. */
export function operate(target: string | undefined, input: unknown, book: SecretBook): object {
  const name = target?.match(/^secretsmanager\.(\w+)$/)?.[1] ?? '';
  const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
  if (operation === undefined)
    throw new ServiceError('InvalidRequestException', `The local Secrets Manager does not know ${name}.`);
  return operation(input, book);
}

function describe(secret: StoredSecret): object {
  const ids = [...secret.versions.keys()].filter((id) => stagesOf(secret, id).length > 0);
  return {
    ARN: secret.arn,
    Name: secret.name,
    CreatedDate: secret.createdAtMs / 1000,
    Tags: secret.tags,
    KmsKeyId: secret.kmsKeyId,
    VersionIdsToStages: Object.fromEntries(ids.map((id) => [id, stagesOf(secret, id)])),
  };
}

function stagesOf(secret: StoredSecret, versionId: string): readonly string[] {
  return [...secret.stages].filter(([, id]) => id === versionId).map(([stage]) => stage);
}

function read<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ServiceError(
    'InvalidParameterException',
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
  );
}
