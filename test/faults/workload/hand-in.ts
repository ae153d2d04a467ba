import type { HandedIn } from '../world/post-office.ts';
import type { Stage } from './stage.ts';

const TWICE = 0.06;
const LATEST_COPY = 60_000;

/** Hands a mail in. Once SES has taken it, it is accepted; mail servers send some mails twice. */
export function handIn({ world, chance }: Pick<Stage, 'world' | 'chance'>, mail: HandedIn): void {
  world.post.receive(mail);
  if (!chance.happens(TWICE)) return;
  world.time.at(world.time.now() + chance.between(0, LATEST_COPY), () => world.post.receive(mail));
}
