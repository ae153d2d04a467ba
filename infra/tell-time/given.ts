import { QuestionError } from './question-error.ts';

/** What somebody wrote down as a JSON object. */
export type Given = Readonly<Record<string, unknown>>;

/** A JSON object. Throws QuestionError for anything else. */
export function recordOf(given: unknown, name: string): Given {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new QuestionError(`${name}: ${JSON.stringify(given) ?? 'nothing'} is not an object`);
  return given as Given;
}

/** A JSON list. Throws QuestionError for anything else. */
export function listOf(given: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(given)) throw new QuestionError(`${name}: is not a list`);
  return given;
}
