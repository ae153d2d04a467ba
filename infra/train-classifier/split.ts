/** Numbers of texts: to learn from, and to check with. */
export interface Split {
  readonly learn: readonly number[];
  readonly check: readonly number[];
}

/**
 * Ways to hold out a part of the texts, each class by the same share: one where there are many texts, more where chance would
 * decide. What is held out differs from one to the next. A class of one text is always learnt from. A text that was given before
 * (`firsts` has its first place) stays with its twin: to know it again is no proof.
 */
export function splitsOf(labels: Int32Array, classes: number, firsts: Int32Array, random: () => number): Split[] {
  const parts = 5;
  const members: number[][] = Array.from({ length: classes }, () => []);
  for (let at = 0; at < labels.length; at++) if (firsts[at] === at) members[labels[at] ?? 0]?.push(at);
  for (const each of members) shuffle(each, random);
  const part = new Int32Array(labels.length);
  for (const [label, each] of members.entries())
    each.forEach((text, at) => {
      part[text] = each.length === 1 ? parts : (at + label) % parts;
    });
  for (let at = 0; at < labels.length; at++) part[at] = part[firsts[at] ?? at] ?? 0;
  const ways = labels.length < 2_000 ? parts : labels.length < 5_000 ? 2 : 1;
  return Array.from({ length: ways }, (_, way) => {
    const all = [...part.keys()];
    return { learn: all.filter((text) => part[text] !== way), check: all.filter((text) => part[text] === way) };
  }).filter(({ learn, check }) => learn.length > 0 && check.length > 0);
}

function shuffle(list: number[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other] ?? 0, list[at] ?? 0];
  }
}
