import { resolve } from 'node:path';
import ts from 'typescript';
import * as z from 'zod';
import { configSchema } from '../src/config/config-schema.ts';

/** A part of the JSON Schema of `defineConfig`'s argument. */
export interface Described {
  type?: string;
  const?: unknown;
  default?: unknown;
  /** The comment on the field in `src/config/`, which editors show, too. */
  description?: string;
  /** What the field's comment says of its default, where the schema cannot. */
  'x-default'?: string;
  required?: string[];
  properties?: Record<string, Described>;
  items?: Described;
  anyOf?: Described[];
  oneOf?: Described[];
}

const ROOT = resolve(import.meta.dirname, '..');

/**
 * The JSON Schema of what is written in `ponte.config.ts`, each field with the comment that stands on it in the schema of `src/config/`.
 * Takes some seconds: TypeScript reads the comments.
 * @throws when a field has no comment
 */
export function describedSchema(): Described {
  const schema: Described = z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' }) as Described;
  const { type, checker } = inputType();
  describe(schema, type, checker, []);
  return schema;
}

function describe(schema: Described, type: ts.Type, checker: ts.TypeChecker, path: readonly string[]): void {
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) describe(one, type, checker, path);
  if (schema.items !== undefined) {
    const items = membersOf(type).flatMap((member) => checker.getIndexTypeOfType(member, ts.IndexKind.Number) ?? []);
    for (const item of items) describe(schema.items, item, checker, path);
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const member = memberFor(schema, type, checker);
    const symbol = member?.getProperty(name);
    const at = [...path, name];
    if (symbol === undefined) throw new Error(`TypeScript does not find ${at.join('.')}`);
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    if (text === '') throw new Error(`${at.join('.')} has no comment in src/config/`);
    field.description = text;
    const tag = symbol.getJsDocTags(checker).find((one) => one.name === 'defaultValue');
    if (tag !== undefined) field['x-default'] = ts.displayPartsToString(tag.text);
    describe(field, checker.getTypeOfSymbol(symbol), checker, at);
  }
}

/** The member of a union that has all fields of the schema, and its fixed values, such as `platform`. */
function memberFor({ properties = {} }: Described, type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  return membersOf(type).find((member) =>
    Object.entries(properties).every(([name, { const: fixed }]) => {
      const symbol = member.getProperty(name);
      if (symbol === undefined) return false;
      const value = checker.getTypeOfSymbol(symbol);
      return fixed === undefined || (value.isStringLiteral() && value.value === fixed);
    }),
  );
}

function membersOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The type `ConfigInput`, as TypeScript sees it. */
function inputType(): { readonly type: ts.Type; readonly checker: ts.TypeChecker } {
  const file = resolve(ROOT, 'src/config/config-schema.ts');
  const { config } = ts.readConfigFile(resolve(ROOT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const program = ts.createProgram([file], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const exported = source && checker.getSymbolAtLocation(source);
  const symbol = exported && checker.getExportsOfModule(exported).find(({ name }) => name === 'ConfigInput');
  if (symbol === undefined) throw new Error(`${file} exports no ConfigInput`);
  return { type: checker.getDeclaredTypeOfSymbol(symbol), checker };
}
