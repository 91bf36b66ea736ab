import { allowed, at, type Template, texts } from './template.ts';

/**
 * Whether a role's policies let it read a secret, as IAM decides: a statement allows what its action, its resource and all of its
 * condition fit. A tag that a secret does not have fits no `StringEquals`. Conditions that are not known here fit nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function mayReadSecret(
  template: Template,
  role: string,
  name: string,
  tags: Readonly<Record<string, string>>,
): boolean {
  // Secrets Manager appends a hyphen and six characters to each name.
  const arn = `arn:aws:secretsmanager:sa-east-1:111122223333:secret:${name}-Ab1cD2`;
  return allowed(template).some(
    ({ of, actions, resources, statement }) =>
      of === role &&
      actions.includes('secretsmanager:GetSecretValue') &&
      resources.flatMap(texts).some((pattern) => matches(pattern, arn)) &&
      fits(at(statement, 'Condition'), tags),
  );
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  Partition: 'aws',
  Region: 'sa-east-1',
  AccountId: '111122223333',
};

function matches(pattern: string, arn: string): boolean {
  const filled = pattern.replaceAll(/\$\{AWS::(\w+)\}/g, (whole, name: string) => PSEUDO_PARAMETERS[name] ?? whole);
  const quoted = filled.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${quoted.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(arn);
}

function fits(condition: unknown, tags: Readonly<Record<string, string>>): boolean {
  return Object.entries(Object(condition)).every(([operator, keys]) =>
    Object.entries(Object(keys)).every(([key, value]) => {
      const [, tag] = /^aws:ResourceTag\/(.+)$/.exec(key) ?? [];
      return operator === 'StringEquals' && tag !== undefined && tags[tag] === value;
    }),
  );
}
