import { dropImplied } from './drop-implied.ts';

/** Drops from the packaged template what osls states twice. */
export default class DependenciesPlugin {
  constructor({ service }) {
    this.hooks = {
      'after:aws:package:finalize:mergeCustomProviderResources': () =>
        dropImplied(service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
}
