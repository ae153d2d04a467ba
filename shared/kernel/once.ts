/** What `make` returns, made when it is first asked for and kept: tables that few need cost a start nothing. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
