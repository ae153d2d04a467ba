import type { Invariant } from './evidence.ts';

/** Once nothing goes wrong any more, everything is worked off: no message waits, none is lost on the way. */
export const comesToRest: Invariant = ({ world }) => {
  const violations: string[] = [];
  for (const queue of world.queues.values()) {
    if (queue.waiting.length > 0) violations.push(`${queue.name} still has ${queue.waiting.length} messages`);
    for (const { id, body } of queue.deadLetters)
      violations.push(`${queue.name} gave up on ${id} although all is well: ${body.slice(0, 200)}`);
  }
  for (const { keys } of world.stream.givenUp) violations.push(`the stream gave up on ${keys.pk} ${keys.sk}`);
  return violations;
};
