import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const { budget } = await import(pathToFileURL(resolve(import.meta.dirname, '../../deploy/budget.js')).href);

/** The resources that a stage with this `monthlyBudgetUsd` gets. */
const resourcesOf = (given: unknown) => budget({ resolveVariable: async () => given });

// Nothing is what a parameter without a value is in YAML.
test.each([0, '0', '', null])('no budget for %j', async (given) => {
  expect(await resourcesOf(given)).toEqual({});
});

// Text is what a parameter of the command line is.
test.each([
  [250, 250],
  ['12.5', 12.5],
])('a budget of %j', async (given, dollars) => {
  expect(await resourcesOf(given)).toMatchObject({
    MonthlyBudget: {
      Type: 'AWS::Budgets::Budget',
      Properties: {
        Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: dollars, Unit: 'USD' } },
      },
    },
  });
});

test('tells the topic of what was spent and of what will be', async () => {
  const made = await resourcesOf(100);
  expect(made.MonthlyBudget.Properties.NotificationsWithSubscribers).toEqual([
    {
      Notification: {
        NotificationType: 'ACTUAL',
        ComparisonOperator: 'GREATER_THAN',
        Threshold: 80,
        ThresholdType: 'PERCENTAGE',
      },
      Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: 'Notices' } }],
    },
    {
      Notification: {
        NotificationType: 'FORECASTED',
        ComparisonOperator: 'GREATER_THAN',
        Threshold: 100,
        ThresholdType: 'PERCENTAGE',
      },
      Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: 'Notices' } }],
    },
  ]);
});
