import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import * as https from 'node:https';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/**
 * The same job for one paid order of Shopify's, without any library: seven signed calls to three hosts, written by hand. It
 * checks no field and handles no fault, so that it says what the calls alone cost, and not how a function should be written.
 */
const { env } = process;
const agent = new https.Agent({ keepAlive: true });
const hosts = {
  dynamodb: new URL(env.AWS_ENDPOINT_URL_DYNAMODB ?? ''),
  secretsmanager: new URL(env.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? ''),
};
const loyaltyApi = new URL(env.BONIFIQ_BASE_URL ?? '');
const targets = { dynamodb: 'DynamoDB_20120810', secretsmanager: 'secretsmanager' };
const contentTypes = { dynamodb: 'application/x-amz-json-1.0', secretsmanager: 'application/x-amz-json-1.1' };

interface Reply {
  readonly status: number;
  readonly body: string;
}

function send(url: URL, path: string, headers: Readonly<Record<string, string>>, body: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = url;
    const length = { 'content-length': Buffer.byteLength(body) };
    const request = https.request({ agent, hostname, port, path, method: 'POST', headers: { ...headers, ...length } });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(body);
  });
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
function signed(service: keyof typeof hosts, operation: string, body: string): Record<string, string> {
  const at = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const day = at.slice(0, 8);
  const headers: Record<string, string> = {
    'content-type': contentTypes[service],
    host: hosts[service].host,
    'x-amz-date': at,
    'x-amz-target': `${targets[service]}.${operation}`,
    ...(env.AWS_SESSION_TOKEN !== undefined && { 'x-amz-security-token': env.AWS_SESSION_TOKEN }),
  };
  const names = Object.keys(headers).sort();
  const canonical = names.map((name) => `${name}:${headers[name]}\n`).join('');
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const scope = `${day}/${env.AWS_REGION}/${service}/aws4_request`;
  const request = `POST\n/\n\n${canonical}\n${names.join(';')}\n${hash(body)}`;
  const key = [env.AWS_REGION ?? '', service, 'aws4_request'].reduce(
    (before, part) => hmac(before, part),
    hmac(`AWS4${env.AWS_SECRET_ACCESS_KEY}`, day),
  );
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hash(request)}`).toString('hex');
  const credential = `${env.AWS_ACCESS_KEY_ID}/${scope}`;
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

async function ask(service: keyof typeof hosts, operation: string, input: object) {
  const body = JSON.stringify(input);
  const reply = await send(hosts[service], '/', signed(service, operation, body), body);
  if (reply.status !== 200) throw new Error(`${operation}: ${reply.status} ${reply.body}`);
  return JSON.parse(reply.body);
}

async function readSecret() {
  const input = { SecretId: `${env.SECRET_PREFIX}shopify`, VersionStage: 'AWSCURRENT' };
  return JSON.parse((await ask('secretsmanager', 'GetSecretValue', input)).SecretString);
}

let secret: ReturnType<typeof readSecret> | undefined;

const read = (pk: string) =>
  ask('dynamodb', 'GetItem', { TableName: env.TABLE_NAME, Key: { pk: { S: pk } }, ConsistentRead: true });

async function write(
  pk: string,
  version: number,
  fields: Readonly<Record<string, string>>,
  pendingAtMs: number | null,
) {
  const values = Object.entries(fields).map(([name, text]) => [`:${name}`, { S: text }]);
  const pending = pendingAtMs === null ? '' : ', pendingAtMs = :at, pendingShard = :shard';
  await ask('dynamodb', 'UpdateItem', {
    TableName: env.TABLE_NAME,
    Key: { pk: { S: pk } },
    UpdateExpression: `SET version = :next, ${Object.keys(fields).map((name) => `${name} = :${name}`)}${pending}${
      pendingAtMs === null ? ' REMOVE pendingAtMs, pendingShard' : ''
    }`,
    ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
    ExpressionAttributeValues: {
      ':next': { N: String(version + 1) },
      ...(version > 0 && { ':version': { N: String(version) } }),
      ...(pendingAtMs !== null && { ':at': { N: String(pendingAtMs) }, ':shard': { S: '0' } }),
      ...Object.fromEntries(values),
    },
  });
}

export async function handler({
  headers,
  body = '',
}: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  secret ??= readSecret();
  const { bonifiq, webhookSecrets } = await secret;
  const expected = createHmac('sha256', webhookSecrets[0]).update(body).digest();
  const given = Buffer.from(headers['x-shopify-hmac-sha256'] ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { statusCode: 401, body: '{}' };

  const order = JSON.parse(body);
  const pk = `FLOOR#${order.id}`;
  if ((await read(pk)).Item !== undefined) return { statusCode: 200, body: '{}' };
  let worth = 0;
  for (const { price, quantity, discount_allocations } of order.line_items) {
    worth += Number(price) * quantity;
    for (const { amount } of discount_allocations) worth -= Number(amount);
  }
  const points = Math.floor(worth);
  const { line_items, shipping_lines, updated_at, processed_at, financial_status, currency, email } = order;
  const lines = line_items.map(({ id, price, quantity, discount_allocations, tax_lines }: typeof order) => ({
    id,
    price,
    quantity,
    discount_allocations,
    tax: tax_lines.map((tax: typeof order) => tax.price),
  }));
  const facts = JSON.stringify({
    lines,
    shipping: shipping_lines.map(({ price }: typeof order) => price),
    updated_at,
    processed_at,
    financial_status,
    currency,
    email,
  });
  const ChangeKey = `floor-${order.id}`;
  const entry = { points, customer: email, ChangeKey, state: 'pending', attempts: 0 };
  await write(pk, 0, { facts, entry: JSON.stringify(entry) }, Date.now());
  await read('ACCOUNT#floor');
  await write(pk, 1, { entry: JSON.stringify({ ...entry, attempts: 1, leasedAtMs: Date.now() }) }, Date.now() + 30_000);
  const change = { Points: points, OperationType: 0, Reason: `Order ${order.id}`, ChangeKey, CustomerReason: null };
  const authorization = `Basic ${Buffer.from(`${bonifiq.username}:${bonifiq.password}`).toString('base64')}`;
  const reply = await send(
    loyaltyApi,
    `/v1/pvt/Customer/${encodeURIComponent(email)}/points`,
    { authorization, 'content-type': 'application/json', accept: 'application/json' },
    JSON.stringify(change),
  );
  if (reply.status !== 200) throw new Error(`the points were not given: ${reply.status}`);
  const balance = JSON.parse(reply.body).Result.PointsBalance;
  await write(pk, 2, { entry: JSON.stringify({ ...entry, attempts: 1, state: 'applied', balance }) }, null);
  console.log(JSON.stringify({ outcome: 'applied', order: order.id, points }));
  return { statusCode: 200, body: JSON.stringify({ points }) };
}
