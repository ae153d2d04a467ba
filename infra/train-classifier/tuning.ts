import type { Counted } from '../../shared/intake/classifier/weighing.ts';
import { accuracyOf, type Held, steepnessFor } from './confidence.ts';
import { machineOf, marginsOf, REACHES, type Settings } from './machine.ts';
import { seeded } from './seeded.ts';
import { type Split, splitsOf } from './split.ts';
import { vectorsOf } from './vectors.ts';
import { worthOf } from './worth.ts';

/** What is learnt from. */
export interface Lesson {
  readonly texts: readonly Counted[];
  /** Where each text stood first, for texts that stand more than once. */
  readonly firsts: Int32Array;
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
const USUAL: Settings = { cost: 1, sharpness: 0.25, reach: 'usual' };

/** A search learns about eight times: where once takes minutes (texts times classes times splits), the usual settings have to do. */
const MOST_TO_SEARCH = 2_000_000;

/** What the search is told. */
export interface TuningOptions {
  readonly seed: number;
  /** Takes a line about how far it is. */
  readonly tell: (line: string) => void;
  /** Takes the share of the present step that is done, again and again. */
  readonly progress: (share: number) => void;
}

/** Looks for the best settings: first the cost, climbing from the usual one, then the reach, then the sharpness. */
export function tuned(lesson: Lesson, options: TuningOptions): Tuned {
  const { seed, tell } = options;
  const splits = splitsOf(lesson.labels, lesson.classes, lesson.firsts, seeded(seed));
  if (splits.length === 0) return { settings: USUAL, accuracy: undefined, steepness: steepnessFor([]) };
  const tried = new Map<string, { settings: Settings; held: Held[]; accuracy: number }>();
  const attempt = (settings: Settings) => {
    const key = `cost ${settings.cost}, sharpness ${settings.sharpness}, reach ${settings.reach}`;
    const before = tried.get(key);
    if (before) return before;
    const held = splits.flatMap((split) => heldOut(lesson, split, settings, options));
    const result = { settings, held, accuracy: accuracyOf(held) };
    tried.set(key, result);
    tell(`${key}: ${percent(result.accuracy)} of held-out texts right`);
    return result;
  };
  let best = attempt(USUAL);
  if (lesson.texts.length * lesson.classes * splits.length > MOST_TO_SEARCH)
    return { ...best, steepness: steepnessFor(best.held) };
  for (const direction of [-1, 1]) {
    let at = COSTS.indexOf(best.settings.cost) + direction;
    for (; COSTS[at] !== undefined; at += direction) {
      const next = attempt({ ...USUAL, cost: COSTS[at] ?? 1 });
      if (next.accuracy <= best.accuracy) break;
      best = next;
    }
    if (best.settings.cost !== USUAL.cost) break;
  }
  for (const reach of ['long', 'short'] as const) {
    const next = attempt({ ...best.settings, reach });
    if (next.accuracy <= best.accuracy) continue;
    best = next;
    break;
  }
  for (const sharpness of [0, 0.5]) {
    const next = attempt({ ...best.settings, sharpness });
    if (next.accuracy > best.accuracy) best = next;
  }
  return { settings: best.settings, accuracy: best.accuracy, steepness: steepnessFor(best.held) };
}

/** Learns from one part of a split and says how the other comes out. */
function heldOut(lesson: Lesson, split: Split, { cost, sharpness, reach }: Settings, options: TuningOptions): Held[] {
  const texts = split.learn.map((at) => lesson.texts[at] as Counted);
  const labels = Int32Array.from(split.learn, (at) => lesson.labels[at] ?? 0);
  const worth = worthOf(texts, labels, lesson.width, lesson.classes, sharpness);
  // As with texts to come, what only the others have is not known.
  const seen = new Uint8Array(lesson.width);
  for (const { features } of texts) for (const feature of features) seen[feature] = 1;
  const known = worth.map((each, feature) => (seen[feature] === 1 ? each : 0));
  const machine = machineOf(vectorsOf(texts, known, REACHES[reach]), labels, lesson.classes, { ...options, cost });
  const check = split.check.map((at) => lesson.texts[at] as Counted);
  return marginsOf(machine, vectorsOf(check, known, REACHES[reach])).map((margins, at) => ({
    margins,
    label: lesson.labels[split.check[at] ?? 0] ?? 0,
  }));
}

/** A share as people read it. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
