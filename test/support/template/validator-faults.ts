import validation from '@aws/cloudformation-validate';

const engine = new validation.CelEngine();

/** Errors of a template's file by CloudFormation's own rules. */
export function validatorFaults(file: string): string[] {
  const { diagnostics } = engine.validateStandard(new validation.TemplateFile(file));
  const errors = diagnostics.filter(({ severity }) => severity === 'FATAL' || severity === 'ERROR');
  return errors.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}
