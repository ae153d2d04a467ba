import { plainly } from './plainly.ts';

/** A command was asked for something that it does not know; the text says what it does. */
export class UsageError extends Error {}

/** A command was asked what it does; the text says it. */
export class HelpAsked extends Error {}

/** Whether a word of a command line asks what the command does. */
export function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

/** Ends a command that an error stopped, with the error in words for whoever typed it: 2 when they typed it wrong. */
export function endWith(error: unknown): void {
  if (error instanceof HelpAsked) {
    process.stdout.write(ended(error.message));
    return;
  }
  tellError(error);
  if (error instanceof UsageError) process.exitCode = 2;
}

/** Says what went wrong in words for whoever typed the command, which goes on and fails in the end. */
export function tellError(error: unknown): void {
  process.stderr.write(ended(`${plainly(error)}${adviceFor(error)}`));
  process.exitCode = 1;
}

/** Names a line of a file that a command could make nothing of; it goes on with the next and fails in the end. */
export function tellBadLine({ file, line }: { readonly file: string; readonly line: number }, why: string): void {
  // What is in a file must not steer the terminal of whoever looks at it.
  const said = `${file === '-' ? 'standard input' : file}:${line}: ${why}`.replace(/\p{Cc}/gu, ' ');
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
}

/** What to do about it, where the error itself does not tell. */
function adviceFor(error: unknown): string {
  const isMissing = error instanceof Error && (error as NodeJS.ErrnoException).code === 'ENOENT' && 'path' in error;
  return isMissing ? ' Check how its name is written; --help says what the command reads.' : '';
}

function ended(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
