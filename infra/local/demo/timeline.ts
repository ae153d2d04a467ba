const started = Date.now();
const NAME_COLUMNS = 13;

/** Prints one line of the story with the seconds since it began. */
export function tell(who: string, what: string): void {
  const at = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  console.log(`${at}s  ${padded(who)} ${what}`);
}

/** Chinese characters are two columns wide. */
function padded(who: string): string {
  const wide = who.match(/\p{Script=Han}/gu)?.length ?? 0;
  return who.padEnd(NAME_COLUMNS - wide);
}

/** A step of the story that did not happen as told. */
export class StoryBroken extends Error {}

/** Ends the story, saying what was expected, unless `condition` holds. */
export function expectThat(condition: unknown, expectation: string): asserts condition {
  if (!condition) throw new StoryBroken(expectation);
  console.log(`${' '.repeat(9 + NAME_COLUMNS)}   ✓ ${expectation}`);
}

/** Asks again, every 50 ms, until there is an answer; ends the story after `seconds`. */
export async function eventually<T>(expectation: string, ask: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new StoryBroken(`within ${seconds} s: ${expectation}`);
}
