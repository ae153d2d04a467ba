import { join } from 'node:path';
import {
  type CallExpression,
  isCallExpression,
  isElementAccessExpression,
  isFalseLiteral,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isShorthandPropertyAssignment,
  isSpreadAssignment,
  isStringLiteral,
  isTrueLiteral,
  type Node,
  type ObjectLiteralExpression,
  type PropertyAccessExpression,
  type SourceFile,
  type SpreadAssignment,
} from 'typescript/unstable/ast';
import { API, type Project } from 'typescript/unstable/sync';
import { ROOT, walk } from '../../arch/source-files.ts';

/**
 * One thing that code does to what lies outside of it, as the compiler understands the code:
 * `table` a use of a method of the table; `write` a part of a transaction; `query` what a query reads; `objects` a use of
 * a bucket; `calls` a call of a function by the name of its type; `names` an import of ours that is called by its name.
 */
export interface Fact {
  readonly kind: 'table' | 'write' | 'query' | 'objects' | 'calls' | 'names' | 'queue';
  readonly what: string;
  readonly file: string;
  readonly line: number;
  /** First and last line of the declaration at the top of the file that it is part of. */
  readonly declaration: readonly [number, number];
  /** What the receiver of the call is written as. */
  readonly receiver: string;
}

/** Types of functions that reach outside, by the names that our code gives them. */
const FUNCTION_TYPES = new Set(['SecretSource', 'SendMessages', 'SendMail']);
/** Functions of the platform that work on a bucket that they are given. */
const FUNCTIONS = new Set(['startMultipart', 'uploadPart', 'completeMultipart', 'abortMultipart']);
const WRITES = new Set(['put', 'update', 'delete', 'check']);

/** Everything that the sources of functions and shared code do to what lies outside of them. */
export function sourceFacts(): Fact[] {
  const api = new API({ cwd: ROOT });
  try {
    const snapshot = api.updateSnapshot({ openProject: join(ROOT, 'tsconfig.json') });
    const project = snapshot.getProjects()[0];
    if (!project) throw new Error('tsconfig.json opens no project');
    const files = ['shared', 'functions'].flatMap(walk).filter((path) => path.endsWith('.ts'));
    return files.flatMap((path) => factsOf(path, project));
  } finally {
    api.close();
  }
}

function factsOf(path: string, project: Project): Fact[] {
  const file = project.program.getSourceFile(join(ROOT, path));
  if (!file) throw new Error(`${path} is not part of the project`);
  const nodes = everyNode(file);
  const accesses = nodes.filter(isPropertyAccessExpression);
  const types = project.checker.getTypeAtLocation(accesses.map(({ expression }) => expression));
  const calls = nodes.filter(isCallExpression);
  const called = project.checker.getTypeAtLocation(calls.map(({ expression }) => expression));
  return [
    ...accesses.flatMap((access, at) => accessFact(access, types[at]?.getSymbol()?.name)),
    ...calls.flatMap((call, at) => callFact(call, called[at]?.getAliasSymbol()?.name)),
    ...nodes.filter(isObjectLiteralExpression).flatMap(literalFacts),
    ...nodes.flatMap((node) => (isIdentifier(node) ? queueFact(node) : [])),
  ].map(({ node, ...fact }) => ({ ...fact, ...placeOf(path, file, node) }));
}

/** Whatever stands in an object literal and is not spread into it. */
type NamedProperty = Exclude<ObjectLiteralExpression['properties'][number], SpreadAssignment>;

type Found = Pick<Fact, 'kind' | 'what' | 'receiver'> & { readonly node: Node };

function accessFact(node: PropertyAccessExpression, type: string | undefined): Found[] {
  const kind = type === 'Table' ? 'table' : type === 'Objects' ? 'objects' : undefined;
  if (!kind) return [];
  const call = isCallExpression(node.parent) && node.parent.expression === node ? node.parent : undefined;
  const [method] = call?.arguments ?? [];
  // What a presigned link allows depends on its method.
  const what = method && isStringLiteral(method) ? `${node.name.text} ${method.text}` : node.name.text;
  return [{ kind, what, receiver: node.expression.getText(), node: call ?? node }];
}

function callFact(node: CallExpression, alias: string | undefined): Found[] {
  const receiver = node.expression.getText();
  if (alias && FUNCTION_TYPES.has(alias)) return [{ kind: 'calls', what: alias, receiver, node }];
  return FUNCTIONS.has(receiver) ? [{ kind: 'names', what: receiver, receiver, node }] : [];
}

function literalFacts(node: ObjectLiteralExpression): Found[] {
  const nameOf = (property: Node) =>
    isSpreadAssignment(property) ? '...' : (property as NamedProperty).name.getText();
  const at = (name: string) => node.properties.find((property) => nameOf(property) === name);
  const names = node.properties.map(nameOf);
  const found: Found[] = [];
  // A part of a transaction says what it does, under what condition, and nothing else.
  if (names.every((name) => WRITES.has(name) || name === 'condition' || name === '...'))
    for (const name of names.filter((each) => WRITES.has(each) && !isFlag(at(each))))
      found.push({ kind: 'write', what: name, receiver: '', node });
  const index = at('index');
  if (index && isPropertyAssignment(index)) {
    if (isStringLiteral(index.initializer))
      found.push({ kind: 'query', what: index.initializer.text, receiver: '', node });
    else if (isElementAccessExpression(index.initializer))
      found.push({ kind: 'query', what: 'every index', receiver: '', node });
  } else if ((at('partition') || at('partitions')) && !/\bindex\b/.test(node.getText()))
    found.push({ kind: 'query', what: 'table', receiver: '', node });
  return found;
}

function isFlag(property: Node | undefined): boolean {
  if (!property || isShorthandPropertyAssignment(property) || !isPropertyAssignment(property)) return false;
  return isTrueLiteral(property.initializer) || isFalseLiteral(property.initializer);
}

function queueFact(node: Node): Found[] {
  const [, queue] = /^QUEUE_URL_([A-Z_]+)$/.exec(node.getText()) ?? [];
  return queue ? [{ kind: 'queue', what: queue.replaceAll('_', '-').toLowerCase(), receiver: '', node }] : [];
}

function everyNode(file: SourceFile): Node[] {
  const found: Node[] = [];
  const visit = (node: Node): void => {
    found.push(node);
    node.forEachChild(visit);
  };
  file.forEachChild(visit);
  return found;
}

function placeOf(path: string, file: SourceFile, node: Node): Pick<Fact, 'file' | 'line' | 'declaration'> {
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line;
  let top = node;
  while (top.parent && top.parent !== file) top = top.parent;
  return {
    file: path,
    line: lineOf(node.getStart()) + 1,
    declaration: [lineOf(top.getStart()), lineOf(top.getEnd())],
  };
}
