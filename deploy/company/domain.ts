import {
  type CompanySettings,
  onlyWhere,
  type Resource,
  type Resources,
  type Setting,
  where,
  withProperties,
} from './settings.ts';

type Domain = NonNullable<CompanySettings['domain']>;

/** A name of the company's in front of the API. The API's own address goes on beside it. */
export function domainResources(domain: Domain): Resources {
  const { name, certificate } = domain.value;
  return {
    Domain: onlyWhere(domain, {
      Type: 'AWS::ApiGatewayV2::DomainName',
      Properties: {
        DomainName: name,
        DomainNameConfigurations: [
          { CertificateArn: certificate, EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' },
        ],
      },
    }),
    DomainMapping: onlyWhere(domain, {
      Type: 'AWS::ApiGatewayV2::ApiMapping',
      Properties: { ApiId: { Ref: 'HttpApi' }, DomainName: { Ref: 'Domain' }, Stage: { Ref: 'HttpApiStage' } },
    }),
  };
}

/** @param hostedZone its condition has to imply the domain's */
export function recordResources(domain: Domain, hostedZone: Setting<unknown>): Resources {
  return {
    DomainRecord: onlyWhere(hostedZone, {
      Type: 'AWS::Route53::RecordSet',
      Properties: {
        HostedZoneId: hostedZone.value,
        Name: domain.value.name,
        Type: 'A',
        AliasTarget: {
          DNSName: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] },
          HostedZoneId: { 'Fn::GetAtt': ['Domain', 'RegionalHostedZoneId'] },
        },
      },
    }),
  };
}

/** A function that looks whether webhooks go there is told so in place of the API's own address. */
export function knowingDomain(one: Resource, domain: Domain): Resource {
  const { Environment } = one.Properties ?? {};
  const { Variables } = Object(Environment);
  if (Variables?.WEBHOOKS_URL === undefined) return one;
  const url = where(domain, URL_OF_DOMAIN, Variables.WEBHOOKS_URL);
  return withProperties(one, {
    Environment: { ...Object(Environment), Variables: { ...Variables, WEBHOOKS_URL: url } },
  });
}

const URL_OF_DOMAIN = { 'Fn::Join': ['', ['https://', { Ref: 'Domain' }]] };

/** Where webhooks go, and what a record of another DNS has to name. */
export function domainOutputs(domain: Domain): Readonly<Record<string, { readonly Value: unknown }>> {
  return {
    WebhooksUrl: onlyWhere(domain, { Value: URL_OF_DOMAIN }),
    DomainTarget: onlyWhere(domain, { Value: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } }),
  };
}
