import { metricTable } from '../src/aws/cloudwatch/metric-table.ts';
import { storeQuery } from './store-query.js';

const REGION = `\${AWS::Region}`;
const HALF = 12;
const HEIGHT = 6;

const logsOf = (...names) => names.map((name) => `SOURCE '\${${name}LogGroup}'`).join(' | ');

const heading = (question) => (y) => [
  { type: 'text', x: 0, y, width: 24, height: 1, properties: { markdown: `## ${question}` } },
];

const graph = (title, metrics, options = {}) => ({
  type: 'metric',
  properties: { title, metrics, region: REGION, stat: 'Sum', period: 300, view: 'timeSeries', ...options },
});

/** Insights finds the fields of what a function logged under `message` of Lambda's JSON logs. */
const table = (title, ...query) => ({
  type: 'log',
  properties: { title, query: query.join(' | '), region: REGION, view: 'table' },
});

/** Two widgets beside each other. */
const row = (left, right) => (y) =>
  [left, right].map((widget, index) => ({ ...widget, x: index * HALF, y, width: HALF, height: HEIGHT }));

const invocations = ['Shopify', 'Woocommerce', 'Settle', 'Park', 'Promotions', 'Sweep', 'Reconcile'].map((name) => [
  'AWS/Lambda',
  'Invocations',
  'FunctionName',
  `\${${name}LambdaFunction}`,
]);
const durations = invocations.map(([namespace, , ...of]) => [namespace, 'Duration', ...of]);
const bySeverity = ['success', 'warning', 'error'];
const latency = ['AWS/ApiGateway', 'Latency', 'ApiId', `\${HttpApi}`];
const queue = (metric, name) => ['AWS/SQS', metric, 'QueueName', `\${${name}.QueueName}`];

/** `own` names a metric of Ponte's own, `byStore` each store's values of one, the largest of them. */
const rowsWith = (own, byStore) => [
  [1, heading('Are points flowing?')],
  [
    HEIGHT,
    row(
      graph('Deliveries, batches settled, promotions, sweeps and reconciliations', invocations),
      table(
        'Outcomes',
        logsOf('Shopify', 'Woocommerce', 'Settle', 'Park', 'Promotions'),
        'filter ispresent(message.outcome)',
        'stats count(*) as times by message.outcome, message.reason',
        'sort times desc',
      ),
    ),
  ],
  [
    HEIGHT,
    row(
      graph(
        'Outcomes by severity',
        bySeverity.map((severity) => own('Outcomes', severity)),
        { stacked: true },
      ),
      graph('Deliveries that told nothing new, or older news', [own('Duplicates'), own('StaleFacts')]),
    ),
  ],
  [1, heading('How late?')],
  [
    HEIGHT,
    row(
      graph(
        'Age of the oldest of what waits, in seconds',
        [own('OldestPendingAge'), own('OldestKeptAge'), own('OldestUnverifiedAge'), own('RunsOverdue')],
        { stat: 'Maximum' },
      ),
      graph("BonifiQ's answers, in milliseconds", [
        [...own('ApiLatency'), { stat: 'p50' }],
        [...own('ApiLatency'), { stat: 'p99' }],
      ]),
    ),
  ],
  [
    HEIGHT,
    row(
      graph(
        'Age of the oldest message, in seconds',
        ['SettleQueue', 'UnverifiedQueue', 'PromotionQueue'].map((name) =>
          queue('ApproximateAgeOfOldestMessage', name),
        ),
        { stat: 'Maximum' },
      ),
      graph('Time to an answer, and durations, p99 in milliseconds', [latency, ...durations], { stat: 'p99' }),
    ),
  ],
  [
    HEIGHT,
    row(
      graph(
        'Messages: visible, in flight, delayed',
        [
          queue('ApproximateNumberOfMessagesVisible', 'SettleQueue'),
          queue('ApproximateNumberOfMessagesNotVisible', 'SettleQueue'),
          queue('ApproximateNumberOfMessagesDelayed', 'SettleQueue'),
          queue('ApproximateNumberOfMessagesNotVisible', 'UnverifiedQueue'),
        ],
        { stat: 'Maximum' },
      ),
      table(
        'Orders that were due and that the sweep queued, by the hour',
        logsOf('Sweep'),
        'filter message.what = "sweep"',
        'stats sum(message.queued) as queued, sum(message.failed) as failed by bin(1h)',
      ),
    ),
  ],
  [1, heading('What is stuck?')],
  [
    HEIGHT,
    row(
      graph('Parked, not served, refused, or set up wrongly', [
        own('Parked'),
        own('NotServed'),
        own('PromotionsRefused'),
        own('SecretTrouble'),
        own('StoreMissing'),
        own('ShopMisconfigured'),
      ]),
      graph('Tried again, left for want of time, and signatures refused', [
        own('Retries'),
        own('OutOfTime'),
        own('SignatureFailures'),
      ]),
    ),
  ],
  [
    HEIGHT,
    row(
      graph('Dead letters, and answers that ask for another delivery', [
        [...queue('ApproximateNumberOfMessagesVisible', 'SettleDeadLetters'), { stat: 'Maximum' }],
        [...queue('ApproximateNumberOfMessagesVisible', 'UnverifiedDeadLetters'), { stat: 'Maximum' }],
        [...queue('ApproximateNumberOfMessagesVisible', 'PromotionDeadLetters'), { stat: 'Maximum' }],
        [...queue('ApproximateNumberOfMessagesVisible', 'ScheduleDeadLetters'), { stat: 'Maximum' }],
        ['AWS/ApiGateway', '5xx', 'ApiId', `\${HttpApi}`],
      ]),
      table(
        'Parked, not recorded, and accounts that are not served',
        logsOf('Shopify', 'Woocommerce', 'Settle', 'Park', 'Promotions'),
        'filter message.outcome in ["parked", "notRecorded"] or message.what = "alarm"',
        'fields @timestamp, message.store, message.order, message.outcome, message.reason, message.message',
        'sort @timestamp desc',
        'limit 50',
      ),
    ),
  ],
  [1, heading('Which stores?')],
  [
    HEIGHT,
    row(
      graph('Silent, refused, without points, found late, not reconciled, or sent for from another host', [
        byStore('StoreSilent', 'silent'),
        byStore('FoundLate', 'found late'),
        byStore('StoreNotReconciled', 'not reconciled'),
        byStore('WebhooksOff', 'webhooks off'),
        byStore('StoreRefused', 'refused'),
        byStore('StoreSkips', 'without points'),
        byStore('OtherShop', 'other host'),
      ]),
      table(
        'Stores that are silent, refused or without points, by the last that was told of them',
        logsOf('Shopify', 'Woocommerce', 'Sweep'),
        'filter message.what in ["storeSilent", "storeRefused", "storeSkips"]',
        'stats latest(@timestamp) as lastTold, latest(message.silentMs / 3600000) as silentHours, latest(message.refusals) as refusals, latest(message.skipped) as skipped, latest(message.orders) as orders by message.store',
        'sort lastTold desc',
        'limit 100',
      ),
    ),
  ],
];

function placed(rows) {
  let y = 0;
  return rows.flatMap(([height, widgets]) => {
    const here = widgets(y);
    y += height;
    return here;
  });
}

export const body = async ({ resolveVariable }) => {
  const namespace = await resolveVariable('self:custom.name');
  const own = (metric, of) => {
    const { dimension } = metricTable[metric];
    return [namespace, metric, ...(dimension === null ? [] : [dimension, of])];
  };
  const byStore = (metric, label) => [
    { expression: `${storeQuery(namespace, metric)} LIMIT 20`, id: metric.toLowerCase(), label, period: 300 },
  ];
  return { 'Fn::Sub': JSON.stringify({ widgets: placed(rowsWith(own, byStore)) }) };
};
