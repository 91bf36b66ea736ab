import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../../..');

/** What an editor shows over a field: its path, without the places in lists, and the text. */
export interface Hover {
  readonly path: string;
  readonly text: string;
}

export interface Edited {
  /** Over the name of each field that is written within the argument of `defineConfig`. */
  readonly hovers: readonly Hover[];
  /** What the editor underlines. */
  readonly faults: readonly string[];
}

/** What TypeScript's language service, on which editors build, says of a configuration of this text. */
export function edit(text: string): Edited {
  const file = join(root, 'edited.config.ts');
  const service = ts.createLanguageService(hostOf(file, text));
  const source = service.getProgram()?.getSourceFile(file);
  if (source === undefined) throw new Error('TypeScript did not read the configuration');
  const hovers: Hover[] = [];
  const visit = (node: ts.Node, path: readonly string[]): void => {
    if (!ts.isPropertyAssignment(node)) {
      ts.forEachChild(node, (child) => visit(child, path));
      return;
    }
    const name = node.name.getText(source);
    const info = service.getQuickInfoAtPosition(file, node.name.getStart(source));
    const at = [...path, name];
    hovers.push({ path: at.join('.'), text: ts.displayPartsToString(info?.documentation).replace(/\s+/g, ' ') });
    visit(node.initializer, at);
  };
  for (const statement of source.statements) if (ts.isExportAssignment(statement)) visit(statement.expression, []);
  const faults = service
    .getSemanticDiagnostics(file)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  return { hovers, faults };
}

function hostOf(file: string, text: string): ts.LanguageServiceHost {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const read = (name: string) => (name === file ? text : ts.sys.readFile(name));
  return {
    getScriptFileNames: () => [file],
    getScriptVersion: () => '1',
    getScriptSnapshot(name) {
      const found = read(name);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    useCaseSensitiveFileNames: () => true,
    fileExists: (name) => name === file || ts.sys.fileExists(name),
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  };
}
