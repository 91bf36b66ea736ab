import config from '../ponte.config.ts';

/** One schedule for each promotion of `ponte.config.ts`; what the scheduler sends waits in the queue, whatever else is down. */
export const schedules = async ({ resolveVariable }) => {
  const name = await resolveVariable('self:custom.name');
  return Object.fromEntries(config.promotions.map((promotion) => [logicalId(promotion), schedule(promotion, name)]));
};

/** Logical ids hold letters and digits only, and ids of promotions no capitals: no two meet. */
const logicalId = ({ id }) => `PromotionSchedule${id.replaceAll('_', 'U')}`;

function schedule({ id, schedule: ScheduleExpression, timeZone, untilMs }, name) {
  return {
    Type: 'AWS::Scheduler::Schedule',
    Properties: {
      Name: `${name}-promotion-${id}`,
      Description: `Promotion ${id}`,
      GroupName: { Ref: 'ScheduleGroup' },
      State: 'ENABLED',
      ScheduleExpression,
      ScheduleExpressionTimezone: timeZone,
      ...(untilMs !== null && { EndDate: new Date(untilMs).toISOString() }),
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': ['PromotionQueue', 'Arn'] },
        RoleArn: { 'Fn::GetAtt': ['ScheduleRole', 'Arn'] },
        // The scheduler fills in the time that was meant, however late it sends.
        // https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
        Input: JSON.stringify({ promotion: id, at: '<aws.scheduler.scheduled-time>' }),
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['ScheduleDeadLetters', 'Arn'] } },
        // A day, and as many tries as the scheduler makes at most: no other run makes up for this one.
        RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
      },
    },
  };
}
