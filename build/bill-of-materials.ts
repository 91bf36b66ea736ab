import * as z from 'zod';
import type { Bundle } from './bundle-handlers.ts';
import { bundledPackages } from './bundled-packages.ts';

const component = z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() });

/** What `npm sbom --sbom-format cyclonedx` prints, as far as it is looked at. */
const npmDocument = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.looseObject({ component }),
  components: z.array(component),
});

/** A bundle with the SHA-256 of its bytes, in hexadecimal digits. */
export type HashedBundle = Bundle & { readonly sha256: string };

/**
 * The CycloneDX document of what is deployed: each bundle, and each package of which code is in it. All that is said of a package
 * is npm's own, from the whole list: `npm sbom --omit dev` leaves out whatever a tool uses, too. Without npm's serial number and
 * time, so that the same bundles have the same document.
 *
 * @throws TypeError when npm's list lacks a package of a bundle: the lock file is not what is installed.
 * @see https://cyclonedx.org/docs/1.5/json/
 */
export function billOfMaterials(printed: unknown, bundles: readonly HashedBundle[]): object {
  const { bomFormat, specVersion, metadata, components } = npmDocument.parse(printed);
  // npm names it after the folder that it is in.
  const [, name] = /^(.+)@/.exec(metadata.component['bom-ref']) ?? [];
  const root = { ...metadata.component, name, type: 'application' };
  const contents = bundles.map((bundle) => ({
    ref: fileOf(bundle),
    dependsOn: bundledPackages([bundle])
      .map(({ name, version }) => `${name}@${version}`)
      .toSorted(),
  }));
  const refs = [...new Set(contents.flatMap(({ dependsOn }) => dependsOn))].toSorted();
  const packages = refs.map((ref) => {
    const found = components.find(({ name, version }) => `${name}@${version}` === ref);
    if (found === undefined) throw new TypeError(`npm does not know ${ref}, which is in a bundle: run npm ci`);
    return found;
  });
  return {
    bomFormat,
    specVersion,
    version: 1,
    metadata: { component: root },
    components: [...bundles.map(fileComponent), ...packages],
    dependencies: [{ ref: root['bom-ref'], dependsOn: bundles.map(fileOf) }, ...contents],
  };
}

const fileOf = ({ name }: Bundle) => `dist/${name}.cjs`;

function fileComponent(bundle: HashedBundle): object {
  const file = fileOf(bundle);
  return { 'bom-ref': file, type: 'file', name: file, hashes: [{ alg: 'SHA-256', content: bundle.sha256 }] };
}
