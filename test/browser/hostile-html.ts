import type { Browser } from 'puppeteer-core';
import { foldedHtml } from '../../shared/platform/html/folded-html.ts';
import { safeHtml } from '../../shared/platform/html/safe-html.ts';
import { aDesk, type Desk, type Pictures } from './desk.ts';
import { BY_HAND } from './payloads/by-hand.ts';
import { generated } from './payloads/generated.ts';
import { NOTICED_RAW } from './payloads/noticed-raw.ts';
import type { Report } from './report.ts';

const LOOKS = 10;
/** Pieces that are put into the page at once; when something is noticed, each again by itself. */
const AT_ONCE = 60;

/** A mail that answers another, with the attack in what it says anew, and in what it repeats. */
const inAnswer = (attack: string) =>
  `${attack}<div class="gmail_quote">On Monday, Li wrote:<blockquote>x</blockquote></div>`;
const inQuote = (attack: string) =>
  `<p>x</p><div class="gmail_quote">On Monday, Li wrote:<blockquote>${attack}</blockquote></div>`;

/** An attack with what became of it, for each way of making HTML safe. */
interface Tried {
  readonly attack: string;
  readonly safe: Readonly<Record<Pictures, readonly string[]>>;
}

/** Every attack, made safe in every way and put into a page in every way: nothing runs, nothing loads, nothing posts. */
export async function checkHostileHtml(browser: Browser, { check, say }: Report): Promise<number> {
  const desks = await Promise.all([aDesk(browser, false), aDesk(browser, true)]);
  for (const attack of NOTICED_RAW) {
    const blind = (await Promise.all(desks.map((desk) => isBlind(desk, attack)))).includes(true);
    check(`noticed, when nothing makes it safe: ${attack}`, blind ? ['nothing was noticed'] : []);
  }
  const attacks = [...new Set([...BY_HAND, ...generated()])].map(tried);
  const piecesOf = (pictures: Pictures) => [...new Set(attacks.flatMap(({ safe }) => safe[pictures]))];
  const wrong = {
    own: await findWrong(desks, piecesOf('own'), 'own'),
    any: await findWrong(desks, piecesOf('any'), 'any'),
  };
  for (const { attack, safe } of attacks) {
    const of = (pictures: Pictures) => safe[pictures].flatMap((piece) => wrong[pictures].get(piece) ?? []);
    check(`attack ${JSON.stringify(attack.slice(0, 160))}`, [...of('own'), ...of('any')]);
  }
  const pieces = new Set([...piecesOf('own'), ...piecesOf('any')]).size;
  say(`${attacks.length} attacks (${BY_HAND.length} by hand), of which ${pieces} different pieces of HTML are left`);
  await Promise.all(desks.map((desk) => desk.close()));
  return attacks.length + NOTICED_RAW.length;
}

/** On a busy machine a frame within a frame may run only after everything was looked at: a desk gets several looks. */
async function isBlind(desk: Desk, attack: string): Promise<boolean> {
  for (let look = 1; look <= LOOKS; look++) {
    if ((await desk.show([attack], 'own')).happened.length > 0) return false;
  }
  return true;
}

function tried(attack: string): Tried {
  const folded = [attack, inAnswer(attack), inQuote(attack)].map((html) => foldedHtml(html));
  return { attack, safe: { own: [safeHtml(attack), ...folded], any: [safeHtml(attack, { pictures: 'any' })] } };
}

/** What is wrong with pieces of HTML, by piece: looked for in many at once, and one by one where there is something. */
async function findWrong(desks: readonly Desk[], pieces: readonly string[], pictures: Pictures) {
  const found = new Map<string, string[]>();
  const look = async (some: readonly string[]) => {
    const outcomes = await Promise.all(desks.map((desk) => desk.show(some, pictures)));
    return outcomes.flatMap(({ seen, happened }) => [...seen, ...happened]);
  };
  for (let at = 0; at < pieces.length; at += AT_ONCE) {
    const some = pieces.slice(at, at + AT_ONCE);
    if ((await look(some)).length === 0) continue;
    for (const piece of some) {
      const wrong = await look([piece]);
      if (wrong.length > 0) found.set(piece, [...wrong, `of ${piece.slice(0, 200)}`]);
    }
  }
  return found;
}
