import { type CompanySettings, onlyWhere, type Resources, type Setting } from './settings.ts';

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

/** Where webhooks go, and what a record of another DNS has to name. */
export function domainOutputs(domain: Domain): Readonly<Record<string, { readonly Value: unknown }>> {
  return {
    WebhooksUrl: onlyWhere(domain, { Value: { 'Fn::Join': ['', ['https://', { Ref: 'Domain' }]] } }),
    DomainTarget: onlyWhere(domain, { Value: { 'Fn::GetAtt': ['Domain', 'RegionalDomainName'] } }),
  };
}
