import * as z from 'zod/mini';
import { PRODUCTION_URL } from '../bonifiq/production-url.ts';
import { isBaseUrl } from '../shared/base-url.ts';

const url = (what: string) => z.url({ protocol: /^https?$/, error: `has to be ${what}` });
const text = (what: string) => z.string(`has to be ${what}`).check(z.minLength(1, `has to be ${what}`));

const schema = z.object({
  TABLE_NAME: text('the name of the ledger table'),
  QUEUE_URL: url('the URL of the settle queue'),
  UNVERIFIED_QUEUE_URL: url('the URL of the queue of deliveries that cannot be verified yet'),
  BONIFIQ_BASE_URL: z._default(
    z.string().check(z.refine(isBaseUrl, 'has to be the https:// URL of the points API; leave it out for production')),
    PRODUCTION_URL,
  ),
  SECRET_PREFIX: text('what the names of the stores\' secrets begin with, such as "ponte/prod/"'),
  POSTING: z._default(z.enum(['on', 'off'], 'has to be "on" or "off"; leave it out for "on"'), 'on'),
  METRIC_NAMESPACE: z.optional(text('the CloudWatch namespace of the metrics; without it none are written')),
});

/** A Lambda's environment variables. `clientSettings` reads those of AWS's own. */
export interface Environment {
  readonly tableName: string;
  readonly queueUrl: string;
  readonly unverifiedQueueUrl: string;
  readonly bonifiqBaseUrl: string;
  readonly secretPrefix: string;
  /** `off`: deliveries are recorded, and nothing calls the points API. */
  readonly posting: 'on' | 'off';
  /** `null`: no metrics are written. */
  readonly metricNamespace: string | null;
}

/** @throws with every missing or malformed variable at once */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const { TABLE_NAME, QUEUE_URL, UNVERIFIED_QUEUE_URL, BONIFIQ_BASE_URL, SECRET_PREFIX, POSTING, METRIC_NAMESPACE } =
    read(schema, variables);
  return {
    tableName: TABLE_NAME,
    queueUrl: QUEUE_URL,
    unverifiedQueueUrl: UNVERIFIED_QUEUE_URL,
    bonifiqBaseUrl: BONIFIQ_BASE_URL,
    secretPrefix: SECRET_PREFIX,
    posting: POSTING,
    metricNamespace: METRIC_NAMESPACE ?? null,
  };
}

const promotionSchema = z.object({
  PROMOTION_QUEUE_URL: url('the URL of the promotions queue'),
  AUDIENCE_BUCKET: text('the name of the bucket that holds the audiences of promotions'),
});

/** Further variables of the promotions function. */
export interface PromotionEnvironment {
  readonly promotionQueueUrl: string;
  readonly audienceBucket: string;
}

/** @throws with every missing or malformed variable at once */
export function readPromotionEnvironment(variables: NodeJS.ProcessEnv): PromotionEnvironment {
  const { PROMOTION_QUEUE_URL, AUDIENCE_BUCKET } = read(promotionSchema, variables);
  return { promotionQueueUrl: PROMOTION_QUEUE_URL, audienceBucket: AUDIENCE_BUCKET };
}

const reconcileSchema = z.object({
  WEBHOOKS_URL: url('the URL of the API that takes the webhooks'),
});

/** Further variables of the reconciling function. */
export interface ReconcileEnvironment {
  readonly webhooksUrl: string;
}

/** @throws with every missing or malformed variable at once */
export function readReconcileEnvironment(variables: NodeJS.ProcessEnv): ReconcileEnvironment {
  return { webhooksUrl: read(reconcileSchema, variables).WEBHOOKS_URL };
}

function read<Shape extends z.ZodMiniType>(shape: Shape, variables: NodeJS.ProcessEnv): z.output<Shape> {
  const parsed = shape.safeParse(variables);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(['the environment has to be put right first:', ...faults].join('\n'));
}
