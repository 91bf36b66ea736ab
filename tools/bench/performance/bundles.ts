import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleHandlers, forLambda } from '../../../build/bundle-handlers.ts';
import { installPeer, PEER_FOLDER } from './peer.ts';

/** Bundles Ponte's handlers as they are packaged, with the stores that are measured. */
export async function bundleMeasuredHandlers(directory: string): Promise<void> {
  await bundleHandlers({ config: 'tools/bench/performance/performance.config.ts', outDirectory: directory });
}

/** Bundles those that the handlers are measured against: the peer with esbuild's own settings. */
export async function bundleReferences(
  directory: string,
  { peer, step }: { readonly peer: boolean; readonly step: (text: string) => void },
): Promise<void> {
  const entryPoints = ['bare', 'floor'].map((name) => `tools/bench/performance/functions/${name}.ts`);
  await build({ ...forLambda, entryPoints, outdir: directory });
  if (!peer) return;
  await installPeer(step);
  step('bundling the peer');
  await build({
    entryPoints: [join(PEER_FOLDER, 'handler.ts')],
    outfile: join(directory, 'peer.cjs'),
    bundle: true,
    platform: 'node',
    target: forLambda.target,
    logLevel: 'error',
  });
}
