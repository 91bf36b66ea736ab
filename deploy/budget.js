/**
 * The budget of a stage with `monthlyBudgetUsd`: none for 0 or nothing. It is of the whole account, since costs can be told apart
 * by tags only once somebody has switched these on in the billing console.
 */
export const budget = async ({ resolveVariable }) => {
  // A number, or a text that `parameterFaults` holds for one.
  const amount = Number(await resolveVariable('param:monthlyBudgetUsd'));
  return amount === 0 ? {} : { MonthlyBudget: monthlyBudget(amount) };
};

/** Without a name of our own: whom it tells cannot be changed in place, and a named resource cannot be replaced. */
const monthlyBudget = (Amount) => ({
  Type: 'AWS::Budgets::Budget',
  // It publishes to the topic when it is made.
  DependsOn: ['NoticesPolicy'],
  Properties: {
    Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount, Unit: 'USD' } },
    NotificationsWithSubscribers: [past('ACTUAL', 80), past('FORECASTED', 100)],
  },
});

const past = (NotificationType, Threshold) => ({
  Notification: { NotificationType, ComparisonOperator: 'GREATER_THAN', Threshold, ThresholdType: 'PERCENTAGE' },
  Subscribers: [{ SubscriptionType: 'SNS', Address: { Ref: 'Notices' } }],
});
