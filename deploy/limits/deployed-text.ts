import { at, type Packaged } from './packaged.ts';
import { resourceNames } from './resource-names.ts';

type Deployment = Pick<Packaged, 'template' | 'region'>;

const ACCOUNT = '111122223333';
/** The longest that stands in an ARN before a region. */
const ARN = 'arn:aws-us-gov:secretsmanager';
/** In place of a name that AWS makes up: as long as a function's may be. */
const UNKNOWN_NAME = 'x'.repeat(64);

/** A value of the template with its intrinsic functions replaced by texts at least as long as AWS puts there. */
export function deployed(value: unknown, deployment: Deployment): unknown {
  if (Array.isArray(value)) return value.map((inner) => deployed(inner, deployment));
  if (typeof value !== 'object' || value === null) return value;
  const [[key, inner] = ['', undefined], ...others] = Object.entries(value);
  if (others.length === 0 && key === 'Ref') return referred(String(inner), deployment);
  if (others.length === 0 && key === 'Fn::GetAtt') return attribute([inner].flat().join('.'), deployment);
  if (others.length === 0 && key === 'Fn::Sub') return substituted([inner].flat()[0], deployment);
  if (others.length === 0 && key === 'Fn::Join' && Array.isArray(inner)) {
    const parts = [inner[1]].flat().map((part) => String(deployed(part, deployment)));
    return parts.join(String(inner[0]));
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, deployed(one, deployment)]));
}

function pseudoParameter(name: string, { region }: Deployment): string | undefined {
  const partition = /^(?:cn|us-gov)(?=-)/.exec(region)?.[0];
  switch (name) {
    case 'AWS::AccountId':
      return ACCOUNT;
    case 'AWS::Partition':
      return partition === undefined ? 'aws' : `aws-${partition}`;
    case 'AWS::Region':
      return region;
    default:
      return undefined;
  }
}

function substituted(text: unknown, deployment: Deployment): string {
  return String(text).replaceAll(/\$\{([^}]+)\}/g, (_, name: string) =>
    name.includes('.') ? attribute(name, deployment) : referred(name, deployment),
  );
}

function referred(name: string, deployment: Deployment): string {
  const pseudo = pseudoParameter(name, deployment);
  if (pseudo !== undefined) return pseudo;
  const { template, region } = deployment;
  const type = template.Resources[name]?.Type;
  const known = nameOf(name, deployment);
  if (type === 'AWS::SQS::Queue') return `https://sqs.${region}.amazonaws.com/${ACCOUNT}/${known}`;
  return type === 'AWS::SNS::Topic' ? arnOf(known, deployment) : known;
}

function attribute(path: string, deployment: Deployment): string {
  const [id = '', name] = path.split('.');
  const known = nameOf(id, deployment);
  return name === 'Arn' ? arnOf(known, deployment) : known;
}

function arnOf(name: string, { region }: Deployment): string {
  return `${ARN}:${region}:${ACCOUNT}:${name}`;
}

function nameOf(id: string, deployment: Deployment): string {
  const resource = deployment.template.Resources[id];
  const property = resource && resourceNames[resource.Type]?.property;
  const name = property === undefined ? undefined : at(resource, `Properties.${property}`);
  return name === undefined ? UNKNOWN_NAME : String(deployed(name, deployment));
}
