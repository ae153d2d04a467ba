/**
 * Reads for all who ask at the same time. Whoever asks gets what was read after they asked, never before: those who come during a
 * reading share the next one.
 */
export function sharedReads<K, T>(read: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const running = new Map<K, Promise<T>>();
  const next = new Map<K, Promise<T>>();

  const begin = (key: K): Promise<T> => {
    next.delete(key);
    const reading = read(key);
    running.set(key, reading);
    const done = () => {
      if (running.get(key) === reading) running.delete(key);
    };
    reading.then(done, done);
    return reading;
  };

  return (key) => {
    const current = running.get(key);
    if (!current) return begin(key);
    const waited =
      next.get(key) ??
      current.then(
        () => begin(key),
        () => begin(key),
      );
    next.set(key, waited);
    return waited;
  };
}
