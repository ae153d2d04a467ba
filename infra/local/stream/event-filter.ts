/** Whether an event source mapping hands a record to its function. */
export type Matches = (record: unknown) => boolean;

type Rule = (value: unknown) => boolean;

/**
 * The filter criteria of an event source mapping (each pattern is JSON text): a record passes when one of them matches.
 * Knows exact values, `exists`, `prefix`, `anything-but` with values, and `$or`; throws for every other operator.
 */
export function eventFilter(patterns: readonly string[]): Matches {
  if (patterns.length === 0) return () => true;
  const rules = patterns.map((pattern) => objectRule(JSON.parse(pattern)));
  return (record) => rules.some((rule) => rule(record));
}

function objectRule(pattern: Record<string, unknown>): Rule {
  const fields = Object.entries(pattern).map(([name, expected]): Rule => {
    if (name === '$or') {
      const alternatives = (expected as Record<string, unknown>[]).map(objectRule);
      return (value) => alternatives.some((rule) => rule(value));
    }
    const rule = Array.isArray(expected) ? leafRule(expected) : objectRule(expected as Record<string, unknown>);
    return (value) => rule(isObject(value) ? value[name] : undefined);
  });
  return (value) => fields.every((rule) => rule(value));
}

function leafRule(choices: readonly unknown[]): Rule {
  const rules = choices.map((choice): Rule => {
    if (choice === null || typeof choice !== 'object') return (value) => value === choice;
    return operatorRule(choice as Record<string, unknown>);
  });
  return (value) => rules.some((rule) => rule(value));
}

function operatorRule(choice: Record<string, unknown>): Rule {
  const [[operator, argument] = ['nothing', undefined], ...more] = Object.entries(choice);
  if (more.length === 0) {
    // As in AWS, only leaves exist: an attribute that is a map has to be told by something inside it.
    if (operator === 'exists') return (value) => (value !== undefined && !isObject(value)) === argument;
    if (operator === 'prefix' && typeof argument === 'string') {
      return (value) => typeof value === 'string' && value.startsWith(argument);
    }
    if (operator === 'anything-but' && !isObject(argument)) {
      const excluded = [argument].flat();
      return (value) => value !== undefined && !excluded.includes(value);
    }
  }
  throw new Error(`The local run does not know the filter ${JSON.stringify(choice)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
