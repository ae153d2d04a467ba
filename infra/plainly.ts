/** What went wrong, in words for whoever typed a command. */
export function plainly(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  // Reading a folder fails only when its first bytes are asked for, and then without its name.
  if (code === 'EISDIR') return `${path ?? 'The input'} is a folder, not a file.`;
  if (path === undefined) return error.message;
  if (code === 'ENOENT') return `There is no ${path}.`;
  if (code === 'EACCES' || code === 'EPERM') return `${path} may not be opened by you.`;
  return error.message;
}
