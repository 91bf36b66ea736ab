import { at } from '../limits/packaged.ts';
import { type Resource, withProperties } from './settings.ts';

/** A role with statements beside its own. Throws on one without a policy of its own, as osls makes none here. */
export function withStatements(role: Resource, statements: readonly unknown[]): Resource {
  const [policy, ...others] = listAt(role.Properties, 'Policies');
  const own = listAt(policy, 'PolicyDocument.Statement');
  if (own.length === 0) throw new Error('a role without a policy of its own');
  const document = { ...Object(at(policy, 'PolicyDocument')), Statement: [...own, ...statements] };
  return withProperties(role, { Policies: [{ ...Object(policy), PolicyDocument: document }, ...others] });
}

export function isOfFunction(role: Resource): boolean {
  return listAt(role.Properties, 'AssumeRolePolicyDocument.Statement').some(
    (statement) => at(statement, 'Principal.Service') === 'lambda.amazonaws.com',
  );
}

function listAt(value: unknown, path: string): readonly unknown[] {
  const list = at(value, path);
  return Array.isArray(list) ? list : [];
}
