import { statSync } from 'node:fs';
import { join } from 'node:path';
import { checkLimits } from './check-limits.ts';

/**
 * Checks what osls has packaged against the limits of AWS, before `osls package` ends and before `osls deploy` sends anything: a
 * limit that is near is a warning, and one that is passed an error.
 */
export default class LimitsPlugin {
  constructor(serverless, options, { log }) {
    this.hooks = {
      'after:package:finalize': () => {
        const findings = checkLimits(packaged(serverless, options));
        for (const { text } of findings.filter(({ isOver }) => !isOver)) log.warning(text);
        const over = findings.filter(({ isOver }) => isOver).map(({ text }) => text);
        if (over.length > 0) throw new serverless.classes.Error(over.join('\n'), 'PONTE_LIMIT');
      },
    };
  }
}

function packaged({ service, serviceDir }, { 'minify-template': isMinified }) {
  const template = service.provider.compiledCloudFormationTemplate;
  return {
    region: service.provider.region,
    template,
    // As osls writes it.
    templateBytes: Buffer.byteLength(JSON.stringify(template, null, isMinified ? 0 : 2)),
    codeBytes: new Map(
      Object.values(service.functions).map(({ name, package: { patterns } }) => [
        name,
        patterns.reduce((sum, pattern) => sum + statSync(join(serviceDir, pattern)).size, 0),
      ]),
    ),
  };
}
