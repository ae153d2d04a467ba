type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * One record per event; Lambda's JSON log format makes its fields searchable. Values are plain: no bodies, no addresses,
 * no tokens. Errors are logged once, where they are given up on.
 */
export const log = {
  info(event: string, fields: Fields = {}): void {
    console.log({ level: 'info', event, ...fields });
  },
  warn(event: string, fields: Fields = {}): void {
    console.warn({ level: 'warn', event, ...fields });
  },
  error(event: string, error: unknown, fields: Fields = {}): void {
    const described =
      error instanceof Error
        ? { error: error.name, message: error.message, stack: error.stack }
        : { error: String(error) };
    const cause =
      error instanceof Error && error.cause instanceof Error
        ? { cause: `${error.cause.name}: ${error.cause.message}` }
        : {};
    console.error({ level: 'error', event, ...fields, ...described, ...cause });
  },
};
