import { withSettings } from './with-settings.ts';

/** Gives the packaged template what `custom.company` of serverless.yml asks for, out of the stage's parameters. */
export default class CompanyPlugin {
  constructor({ service }) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        const template = service.provider.compiledCloudFormationTemplate;
        Object.assign(template, withSettings(template, settingsOf(service.custom.company)));
      },
    };
  }
}

/** Which of them go together, `parameterFaults` has seen. */
function settingsOf(given) {
  const list = (name) => given[name].split(',').map((one) => one.trim());
  const { permissionsBoundary, kmsKeyArn, subnetIds, domainName, certificateArn, hostedZoneId, noticeAddress } = given;
  return {
    ...(permissionsBoundary && { permissionsBoundary: { value: permissionsBoundary } }),
    ...(kmsKeyArn && { encryptionKey: { value: kmsKeyArn } }),
    ...(subnetIds && { network: { value: { subnets: list('subnetIds'), securityGroups: list('securityGroupIds') } } }),
    ...(domainName && { domain: { value: { name: domainName, certificate: certificateArn } } }),
    ...(hostedZoneId && { hostedZone: { value: hostedZoneId } }),
    ...(noticeAddress && { noticeAddress: { value: noticeAddress } }),
  };
}
