import { domainOutputs, domainResources, knowingDomain, recordResources } from './domain.ts';
import { encrypted } from './encryption.ts';
import { inNetwork } from './network.ts';
import { type CompanySettings, onlyWhere, type Resource, type Resources, where, withProperties } from './settings.ts';

interface Template<Output> {
  readonly Resources: Resources;
  readonly Outputs: Readonly<Record<string, Output>>;
}

/** osls's own bucket and what belongs to it: it holds code, which is no secret, and is not there without osls. */
const OF_OSLS = /^ServerlessDeploymentBucket/;

/** A stack as a company's accounts ask for it. What is not asked for is as it was. */
export function withSettings<Output>(
  template: Template<Output>,
  settings: CompanySettings,
): Template<Output | { readonly Value: unknown }> {
  const { domain, hostedZone, noticeAddress } = settings;
  const resources = Object.entries(template.Resources).map(([id, one]): [string, Resource] => [
    id,
    OF_OSLS.test(id) ? one : changed(id, one, template.Resources, settings),
  ]);
  return {
    Resources: {
      ...Object.fromEntries(resources),
      ...(domain && domainResources(domain)),
      ...(domain && hostedZone && recordResources(domain, hostedZone)),
      ...(noticeAddress && {
        NoticeSubscription: onlyWhere(noticeAddress, {
          Type: 'AWS::SNS::Subscription',
          Properties: { TopicArn: { Ref: 'Notices' }, Protocol: 'email', Endpoint: noticeAddress.value },
        }),
      }),
    },
    Outputs: { ...template.Outputs, ...(domain && domainOutputs(domain)) },
  };
}

function changed(id: string, one: Resource, resources: Resources, settings: CompanySettings): Resource {
  const { permissionsBoundary, encryptionKey, network, domain } = settings;
  const named = domain ? knowingDomain(one, domain) : one;
  const inPlace = network ? inNetwork(id, named, { resources, network }) : named;
  const kept = encryptionKey ? encrypted(inPlace, encryptionKey) : inPlace;
  return permissionsBoundary && one.Type === 'AWS::IAM::Role'
    ? withProperties(kept, { PermissionsBoundary: where(permissionsBoundary, permissionsBoundary.value) })
    : kept;
}
