import type { Counted } from '../../shared/intake/classifier/weighing.ts';
import { accuracyOf, type Held, steepnessFor } from './confidence.ts';
import { machineOf, marginsOf, type Settings } from './machine.ts';
import { seeded } from './seeded.ts';
import { type Split, splitsOf } from './split.ts';
import { vectorsOf } from './vectors.ts';
import { worthOf } from './worth.ts';

/** What is learnt from. */
export interface Lesson {
  readonly texts: readonly Counted[];
  readonly labels: Int32Array;
  readonly classes: number;
  readonly width: number;
}

/** The settings that did best on texts held out, how well, and how steep confidence has to be. */
export interface Tuned {
  readonly settings: Settings;
  /** Undefined when nothing could be held out. */
  readonly accuracy: number | undefined;
  readonly steepness: number;
}

const COSTS = [0.1, 0.3, 1, 3, 10];
const USUAL: Settings = { cost: 1, sharpness: 0.25 };

/** Looks for the best settings: first the cost, climbing from the usual one, then the sharpness. */
export function tuned(lesson: Lesson, seed: number, tell: (line: string) => void): Tuned {
  const splits = splitsOf(lesson.labels, lesson.classes, seeded(seed));
  if (splits.length === 0) return { settings: USUAL, accuracy: undefined, steepness: steepnessFor([]) };
  const tried = new Map<string, { settings: Settings; held: Held[]; accuracy: number }>();
  const attempt = (settings: Settings) => {
    const key = `${settings.cost} ${settings.sharpness}`;
    const before = tried.get(key);
    if (before) return before;
    const held = splits.flatMap((split) => heldOut(lesson, split, settings, seed));
    const result = { settings, held, accuracy: accuracyOf(held) };
    tried.set(key, result);
    tell(`cost ${settings.cost}, sharpness ${settings.sharpness}: ${percent(result.accuracy)} of held-out texts right`);
    return result;
  };
  let best = attempt(USUAL);
  for (const direction of [-1, 1]) {
    let at = COSTS.indexOf(best.settings.cost) + direction;
    for (; COSTS[at] !== undefined; at += direction) {
      const next = attempt({ ...USUAL, cost: COSTS[at] ?? 1 });
      if (next.accuracy <= best.accuracy) break;
      best = next;
    }
    if (best.settings.cost !== USUAL.cost) break;
  }
  for (const sharpness of [0, 0.5]) {
    const next = attempt({ ...best.settings, sharpness });
    if (next.accuracy > best.accuracy) best = next;
  }
  return { settings: best.settings, accuracy: best.accuracy, steepness: steepnessFor(best.held) };
}

/** Learns from one part of a split and says how the other comes out. */
function heldOut(lesson: Lesson, split: Split, { cost, sharpness }: Settings, seed: number): Held[] {
  const texts = split.learn.map((at) => lesson.texts[at] as Counted);
  const labels = Int32Array.from(split.learn, (at) => lesson.labels[at] ?? 0);
  const worth = worthOf(texts, labels, lesson.width, lesson.classes, sharpness);
  // As with texts to come, what only the others have is not known.
  const seen = new Uint8Array(lesson.width);
  for (const { features } of texts) for (const feature of features) seen[feature] = 1;
  const known = worth.map((each, feature) => (seen[feature] === 1 ? each : 0));
  const machine = machineOf(vectorsOf(texts, known), labels, lesson.classes, cost, seed);
  const check = split.check.map((at) => lesson.texts[at] as Counted);
  return marginsOf(machine, vectorsOf(check, known)).map((margins, at) => ({
    margins,
    label: lesson.labels[split.check[at] ?? 0] ?? 0,
  }));
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
