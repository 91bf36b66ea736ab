import { notEntitledText, pointsText, type Telling } from './telling.ts';

/** The rule as pinned, why that one, and whether today's would be another. */
export function tellRule({ words, formats, said }: Telling): string[] {
  const { rule } = said;
  if (rule === null) return said.facts.payment === null || said.customerErasedAt !== null ? [] : [words.noRule];
  const points = (count: string) => words.points(formats.number(count), count === '1');
  const { campaign, today, todays, from } = rule;
  return [
    words.rule(rule.version, points(rule.pointsPerUnit), formats.money('1'), words.rounding[rule.rounding]),
    from === null ? words.ruleFromBeginning : words.ruleFrom(formats.instant(from)),
    ...(rule.tax === 'included' ? [words.taxIncluded] : []),
    ...(Number(rule.minimumOrder) > 0 ? [words.minimum(formats.money(rule.minimumOrder))] : []),
    ...(rule.maximumPoints === null ? [] : [words.maximum(points(String(rule.maximumPoints)))]),
    ...(rule.holdDays === 0 ? [] : [words.hold(formats.number(rule.holdDays), rule.holdDays === 1)]),
    campaign === null
      ? words.noCampaign
      : campaign.window === null
        ? words.campaign(campaign.name, formats.number(campaign.multiplier))
        : words.campaignIn(
            campaign.name,
            formats.number(campaign.multiplier),
            formats.instant(campaign.window.from),
            formats.instant(campaign.window.to),
          ),
    ...rule.smallerCampaigns.map(({ name, multiplier }) => words.smallerCampaign(name, formats.number(multiplier))),
    today === 'other' ? words.today.other(todays?.version ?? '', todays?.campaign ?? null) : words.today[today],
  ];
}

/** The calculation from money to points; nothing where there was none to make. */
export function tellTarget(telling: Telling): string[] {
  const { words, formats, said } = telling;
  const { earned, back, net, multiplied, rounded, points } = said.target;
  const why = whyTarget(telling);
  const rule = said.rule;
  const because = why === '' ? [] : [why];
  if (earned === null || back === null || net === null || rule === null) return [];
  const rate = formats.number(rule.pointsPerUnit);
  const product = [formats.number(multiplied ?? '0'), formats.number(rounded ?? 0)] as const;
  return [
    words.net(formats.money(earned), formats.money(back), formats.money(net)),
    rule.campaign === null
      ? words.product(formats.money(net), rate, ...product)
      : words.productInCampaign(formats.money(net), rate, formats.number(rule.campaign.multiplier), ...product),
    ...because,
    words.result(pointsText(telling, points)),
  ];
}

/** Why the target is none, or not what the money gives; empty where nothing lowered it. */
export function whyTarget(telling: Telling): string {
  const { words, formats, said } = telling;
  const { target, rule, settlement } = said;
  const { because } = target;
  switch (because) {
    case 'capped':
      return words.target.capped(pointsText(telling, target.points));
    case 'belowMinimum':
      return words.target.belowMinimum(formats.money(target.paid ?? '0'), formats.money(rule?.minimumOrder ?? '0'));
    case 'beforeAwardFrom':
      return words.target.beforeAwardFrom(said.awardFrom === null ? '' : formats.instant(said.awardFrom));
    case 'paymentAhead':
      return words.target.paymentAhead(settlement.until === null ? '' : formats.instant(settlement.until));
    case 'noRule':
      return said.customerErasedAt === null ? words.target.noRule() : '';
    case 'given':
    case 'tooSmall':
    case 'nothingEligible':
    case 'nothingLeft':
    case 'partlyPaid':
    case 'orderAwaited':
      return words.target[because]();
    default:
      return words.target.notEntitled(notEntitledText(telling, because));
  }
}
