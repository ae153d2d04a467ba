import type { QueueName } from '../function-spec.ts';
import { type Order, RELAY_QUEUE } from './arguments.ts';
import { readCauses } from './causes.ts';
import { type DeadLetter, type DeadLetterQueue, deadLetterQueue, sendBackTo } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { confirmed, keepCopy } from './drop.ts';
import { relayLetter, relayTo } from './relay-again.ts';
import { resendSince } from './resend.ts';
import { deadLetterUrl, workQueueUrl } from './stack-resources.ts';
import { counted, summaryOf, timeText } from './summary.ts';
import { type WorkedOff, workOff } from './work-off.ts';

/** Where the run tells what it does, and what it is told. */
export interface Surroundings {
  /** A name of this run that no other has. */
  readonly run: string;
  readonly say: (line: string) => void;
  readonly stopped?: () => boolean;
}

interface Work extends Surroundings {
  readonly order: Order;
  readonly deployment: Deployment;
  readonly queue: DeadLetterQueue;
}

/** Does what the operator asked for; answers whether everything went as it was meant to. */
export async function redrive(order: Order, deployment: Deployment, surroundings: Surroundings): Promise<boolean> {
  const queue = deadLetterQueue(deployment.sqs, deadLetterUrl(deployment.resources, order.queue));
  const work: Work = { ...surroundings, order, deployment, queue };
  const { task } = order;
  if (task.do === 'resend') return resendSince(task, deployment, { ...surroundings, queue });
  if (task.do === 'show') return show(work);
  if (task.do === 'drop') return drop(work, task.confirmed);
  return move(work);
}

/** Messages that a look shows one by one. */
const SHOWN = 50;

async function show({ order, deployment, queue, run, say }: Work): Promise<boolean> {
  const letters: DeadLetter[] = [];
  const look = async (letter: DeadLetter) => {
    letters.push(letter);
    return 'kept' as const;
  };
  await workOff(queue, look, { run, limit: order.limit ?? SHOWN, message: order.message });
  if (letters.length === 0) {
    await sayNothingThere(order, deployment, queue, say);
    return order.message === undefined;
  }
  letters.sort((a, b) => a.sentAt - b.sentAt);
  const oldest = letters[0]?.sentAt ?? 0;
  const causes = await readCauses(deployment, order.queue, oldest);
  const { all } = await queue.count();
  const total = Math.max(all, letters.length);
  say(`${order.queue} at ${deployment.name}: ${counted(total, 'message')}, the oldest sent ${timeText(oldest)}`);
  for (const letter of letters) {
    const again = letter.redrives > 0 ? `, moved back ${counted(letter.redrives, 'time')} before` : '';
    say(`\n  ${letter.id}  sent ${timeText(letter.sentAt)}${again}\n    ${summaryOf(letter.body)}`);
    const cause = causes.get(letter.id) ?? causes.get(startOf(letter.body));
    say(`    ${cause === undefined ? 'cause not in the log' : `failed with ${cause}`}`);
  }
  if (total > letters.length) say(`\n  and about ${total - letters.length} more`);
  say('\nOnly shown, nothing was moved.');
  return true;
}

/** The log of the relay names records of the stream. */
function startOf(body: string): string {
  return /"startSequenceNumber":\s*"(\d+)"/.exec(body)?.[1] ?? '';
}

async function move(work: Work): Promise<boolean> {
  const { order, deployment, queue, run, say, stopped } = work;
  const { all } = await queue.count();
  const onProgress = progress(order, Math.min(all, order.limit ?? all), say);
  const options = { run, limit: order.limit, message: order.message, onProgress, ...(stopped ? { stopped } : {}) };
  if (order.queue === RELAY_QUEUE) {
    const relay = relayTo(deployment);
    const handle = (letter: DeadLetter) => relayLetter(letter, deployment, relay, say);
    return finish(work, 'relayed again', await workOff(queue, handle, { ...options, together: 1 }));
  }
  return finish(work, 'moved back', await workOff(queue, movedBack(deployment, order.queue, run), options));
}

function movedBack({ sqs, resources }: Deployment, queue: QueueName, run: string) {
  const sendBack = sendBackTo(sqs, workQueueUrl(resources, queue), run);
  return async (letter: DeadLetter) => {
    await sendBack(letter);
    return 'gone' as const;
  };
}

async function drop({ order, deployment, queue, run, say }: Work, sure: boolean): Promise<boolean> {
  let refused = false;
  const throwAway = async (letter: DeadLetter) => {
    say(`${letter.id}  sent ${timeText(letter.sentAt)}\n  ${summaryOf(letter.body)}`);
    refused = !sure && !(await confirmed('Throw it away for good?'));
    if (refused) return 'kept' as const;
    say(`Written to ${await keepCopy(order.queue, letter)}.`);
    return 'gone' as const;
  };
  const { gone, failures } = await workOff(queue, throwAway, { run, message: order.message });
  if (refused) say('Not dropped: answer "drop", or add --yes.');
  else if (gone === 1) say(`${order.queue}: 1 message dropped.`);
  else if (failures.length === 0) await sayNothingThere(order, deployment, queue, say);
  for (const { id, error } of failures) say(`${id} is still there: ${String(error)}`);
  return gone === 1;
}

async function finish({ order, deployment, queue, say }: Work, done: string, result: WorkedOff): Promise<boolean> {
  for (const { id, error } of result.failures) say(`${id} is left where it is: ${String(error)}`);
  if (result.seen === 0 && result.cameBack === 0) {
    await sayNothingThere(order, deployment, queue, say);
    return order.message === undefined;
  }
  const left = result.kept + result.failures.length;
  const parts = [`${counted(result.gone, 'message')} ${done}`];
  if (left > 0) parts.push(`${left} could not be`);
  if (result.cameBack > 0)
    parts.push(`${result.cameBack} failed again meanwhile and ${result.cameBack === 1 ? 'stays' : 'stay'}`);
  const { all } = await queue.count();
  say(`${order.queue}: ${parts.join(', ')}; ${all === 0 ? 'none' : `about ${all}`} left.`);
  return left === 0;
}

async function sayNothingThere(
  { queue: name, message }: Order,
  { name: where }: Deployment,
  queue: DeadLetterQueue,
  say: (line: string) => void,
): Promise<void> {
  const { held } = await queue.count();
  const hidden = held > 0 ? ` ${counted(held, 'message')} in other hands: try again in five minutes.` : '';
  say(
    message === undefined
      ? `${name} at ${where}: nothing to redrive.${hidden}`
      : `${name} at ${where}: there is no message ${message}.${hidden}`,
  );
}

/** A line every two seconds, so that a long run is seen to move. */
function progress(order: Order, total: number, say: (line: string) => void) {
  let last = Date.now();
  return (gone: number) => {
    if (Date.now() - last < 2_000) return;
    last = Date.now();
    say(`${order.queue}: ${gone} of about ${total}`);
  };
}
