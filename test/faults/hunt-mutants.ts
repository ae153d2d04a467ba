import { MUTANTS, type Mutant } from './mutants.ts';
import { runSeed } from './run-seed.ts';

/** Within so many seeds a missing safeguard must show. */
const MOST_SEEDS = 500;
const WIDTH = 44;

/** Plays each mutant until something goes wrong, and prints which seed it took. Answers how many never showed. */
export async function huntMutants(): Promise<number> {
  // A seed takes the console for its own trace.
  const say = (line: string) => process.stdout.write(`${line}\n`);
  let survived = 0;
  for (const mutant of MUTANTS) {
    const found = await hunt(mutant);
    if (!found) survived++;
    const fate = found ? `seed ${String(found.seed).padStart(3)}  ${found.violation.slice(0, 120)}` : 'NOT FOUND';
    say(`${mutant.name.padEnd(WIDTH)} ${fate}`);
  }
  say(`${MUTANTS.length} mutants, ${MUTANTS.length - survived} found within ${MOST_SEEDS} seeds`);
  return survived;
}

async function hunt({ tamper }: Mutant): Promise<{ seed: number; violation: string } | undefined> {
  for (let seed = 1; seed <= MOST_SEEDS; seed++) {
    const [violation] = (await runSeed({ seed, tamper })).violations;
    if (violation !== undefined) return { seed, violation };
  }
  return undefined;
}
