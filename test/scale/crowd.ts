import type { Team } from '../cost/world/cast.ts';
import { type Lived, playLives } from '../cost/world/play-lives.ts';
import { chance } from '../faults/chance.ts';
import { type Heat, heatKeeper } from './heat.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A market crash: nine tickets in ten concern withdrawals and go to one group; the others share the rest, ever less each. */
const TEAM_SIZES = [120, 12, 8, 6, 5, 4, 3, 3, 2, 2];
const CRASH_GROUP = 0.9;
/** Everything a ticket goes through passes within two minutes, so that all of it happens at the same time. */
const PACE = { answer: 10 * SECOND, reply: 10 * SECOND, solve: 5 * SECOND, rate: 5 * SECOND };
const SURVEY_DELAY = 10 * SECOND;
const CLOSE_AFTER = MINUTE;
/** From then on tickets of every age are there. */
const FULL = 115 * SECOND;

export interface Crowd {
  readonly perMinute: number;
  readonly lived: Lived;
  readonly heat: readonly Heat[];
  /** Seconds that were looked at. */
  readonly seconds: number;
}

/**
 * So many tickets a minute, at random moments, for as long as it takes until tickets of every age are there, and `seconds`
 * more, which are looked at. Customers write once each; their addresses begin alike, as those of no real crowd do.
 */
export async function crowd(perMinute: number, seconds: number): Promise<Crowd> {
  const draws = chance('crowd');
  const last = FULL + seconds * SECOND;
  const starts: number[] = [];
  for (let at = 0; at < last; at += (-Math.log(1 - draws.next()) * MINUTE) / perMinute) starts.push(Math.round(at));
  const heat = heatKeeper();
  let begun = Number.POSITIVE_INFINITY;
  const lived = await playLives({
    starts,
    pace: PACE,
    teamSizes: TEAM_SIZES,
    teamOf: (_, teams) => chosen(teams, draws.next()),
    surveyDelay: SURVEY_DELAY,
    closeAfter: CLOSE_AFTER,
    until: last + 5 * MINUTE,
    onBegin: (at) => {
      begun = at;
    },
    onUnits: (at, consumed) => {
      if (at >= begun + FULL && at < begun + last) heat.add(at, consumed);
    },
  });
  return { perMinute, lived, seconds, heat: heat.hottest(seconds) };
}

/** The group of the crash mostly, and of the others the nth with a chance of one in n. */
function chosen([crashed, ...others]: readonly Team[], drawn: number): Team {
  if (!crashed) throw new Error('There is no group');
  if (drawn < CRASH_GROUP) return crashed;
  const all = others.reduce((sum, _, at) => sum + 1 / (at + 1), 0);
  let left = ((drawn - CRASH_GROUP) / (1 - CRASH_GROUP)) * all;
  for (const [at, team] of others.entries()) {
    left -= 1 / (at + 1);
    if (left < 0) return team;
  }
  return crashed;
}
