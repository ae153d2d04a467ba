import { checkOperands, type Meanings, type Parsed, parseCondition, type Test } from './conditions.ts';
import { takeItem } from './plain-values.ts';
import { NotSupported, validation } from './refusals.ts';
import { type Changes, checkChanges, parseUpdate } from './update-expression.ts';

/** The parameters of expressions, as commands carry them. */
export interface Expressions {
  readonly ConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, unknown> | undefined;
}

/** Throws when a command carries a parameter that would be ignored here. */
export function knownOnly(input: object, known: ReadonlySet<string>): void {
  for (const name in input) {
    if (!known.has(name) && (input as Record<string, unknown>)[name] !== undefined) {
      throw new NotSupported(`the parameter ${name}`);
    }
  }
}

const EXPRESSIONS = ['ConditionExpression', 'UpdateExpression', 'KeyConditionExpression'] as const;
const NO_MEANINGS: Meanings = { names: {}, values: {} };

/** The expressions of a command, parsed and checked as far as that needs no item. */
export interface Read {
  readonly condition: Test | undefined;
  readonly changes: Changes | undefined;
  readonly keyCondition: Test | undefined;
  readonly meanings: Meanings;
}

const NOTHING: Read = { condition: undefined, changes: undefined, keyCondition: undefined, meanings: NO_MEANINGS };

/** Reads the expressions of a command. */
export function readExpressions(input: Expressions): Read {
  if (input.ExpressionAttributeNames === undefined && input.ExpressionAttributeValues === undefined) {
    if (EXPRESSIONS.every((each) => input[each] === undefined)) return NOTHING;
  }
  for (const each of EXPRESSIONS) {
    if (input[each]?.trim() === '') throw validation(`Invalid ${each}: The expression can not be empty;`);
  }
  const condition = input.ConditionExpression ? parseCondition(input.ConditionExpression) : undefined;
  const changes = input.UpdateExpression ? parseUpdate(input.UpdateExpression) : undefined;
  const keyCondition = input.KeyConditionExpression ? parseCondition(input.KeyConditionExpression) : undefined;
  const values = input.ExpressionAttributeValues ? takeItem(input.ExpressionAttributeValues) : {};
  const meanings = { names: input.ExpressionAttributeNames ?? {}, values };
  checkUse([condition, changes, keyCondition], meanings, input);
  if (condition) checkOperands(condition.tree, values, 'ConditionExpression');
  if (changes) checkChanges(changes.tree, meanings);
  return { condition: condition?.tree, changes: changes?.tree, keyCondition: keyCondition?.tree, meanings };
}

/** Every placeholder is defined, and every definition is used. */
function checkUse(parsed: readonly (Parsed<unknown> | undefined)[], meanings: Meanings, input: Expressions): void {
  const expressions = parsed.filter((each) => each !== undefined);
  checkDefined('Name', meanings.names, input.ExpressionAttributeNames, expressions);
  checkDefined('Value', meanings.values, input.ExpressionAttributeValues, expressions);
}

function checkDefined(
  kind: 'Name' | 'Value',
  defined: Readonly<Record<string, unknown>>,
  given: object | undefined,
  expressions: readonly Parsed<unknown>[],
): void {
  const all = `ExpressionAttribute${kind}s`;
  if (given && expressions.length === 0) throw validation(`${all} can only be specified when using expressions`);
  let count = 0;
  for (const placeholder in defined) {
    count++;
    if (!expressions.some((each) => used(each, kind).has(placeholder))) {
      throw validation(`Value provided in ${all} unused in expressions: keys: {${placeholder}}`);
    }
  }
  if (given && count === 0) throw validation(`${all} must not be empty`);
  for (const each of expressions) {
    for (const placeholder of used(each, kind)) {
      if (defined[placeholder] !== undefined) continue;
      const what =
        kind === 'Name'
          ? 'name used in the document path is not defined; attribute name'
          : 'value used in expression is not defined; attribute value';
      throw validation(`An expression attribute ${what}: ${placeholder}`);
    }
  }
}

function used(parsed: Parsed<unknown>, kind: 'Name' | 'Value'): ReadonlySet<string> {
  return kind === 'Name' ? parsed.names : parsed.values;
}
