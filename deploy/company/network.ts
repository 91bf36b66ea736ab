import { isOfFunction, withStatements } from './roles.ts';
import { type CompanySettings, type Resource, type Resources, where, withProperties } from './settings.ts';

/**
 * What Lambda does by a function's role to reach a VPC.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
const ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** Functions in a company's VPC, and their roles with what Lambda needs for it. */
export function inNetwork(
  id: string,
  one: Resource,
  { resources, network }: { readonly resources: Resources; readonly network: NonNullable<CompanySettings['network']> },
): Resource {
  const { subnets, securityGroups } = network.value;
  if (one.Type === 'AWS::Lambda::Function') {
    return withProperties(one, {
      VpcConfig: where(network, { SubnetIds: subnets, SecurityGroupIds: securityGroups }),
    });
  }
  if (one.Type !== 'AWS::IAM::Role' || !isOfFunction(one)) return one;
  const names = Object.values(resources).flatMap(({ Type, Properties = {} }) =>
    Type === 'AWS::Lambda::Function' &&
    JSON.stringify(Properties.Role) === JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] })
      ? [Properties.FunctionName]
      : [],
  );
  return withStatements(one, [
    where(network, { Effect: 'Allow', Action: ACTIONS, Resource: '*' }),
    // Lambda itself, and not the code of the function.
    where(network, {
      Effect: 'Deny',
      Action: ACTIONS,
      Resource: '*',
      Condition: { ArnEquals: { 'lambda:SourceFunctionArn': names.map(functionArn) } },
    }),
  ]);
}

/** By name: a role that referred to its function would need it first, and the function needs the role. */
function functionArn(name: unknown) {
  return { 'Fn::Sub': `arn:\${AWS::Partition}:lambda:\${AWS::Region}:\${AWS::AccountId}:function:${name}` };
}
