import type { DynamoDBRecord } from 'aws-lambda';
import { type RelayDeps, relayRecords } from '../../functions/relay-events/relay-records.ts';
import { queueSender } from '../../shared/platform/messaging/sqs.ts';
import type { DeadLetter } from './dead-letters.ts';
import type { Deployment } from './deployment.ts';
import { firstArrival, readFailure } from './failure-message.ts';
import { workQueueUrl } from './stack-resources.ts';
import { readRange } from './stream-records.ts';

/** Sends what records of the table state, as the relay does; answers the records of which something was not sent. */
export type RelayAgain = (records: readonly DynamoDBRecord[]) => Promise<string[]>;

/** As many as Lambda hands to the relay. */
const AT_A_TIME = 100;

/** The relay's own logic with the operator's credentials. */
export function relayTo({ requests, resources }: Deployment): RelayAgain {
  const deps: RelayDeps = {
    now: Date.now,
    send: queueSender({
      requests,
      random: Math.random,
      pause: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)),
    }),
    queueUrl: (queue) => workQueueUrl(resources, queue),
  };
  return async (records) => {
    const unsent: string[] = [];
    for (let at = 0; at < records.length; at += AT_A_TIME) {
      const { batchItemFailures } = await relayRecords(records.slice(at, at + AT_A_TIME), deps);
      unsent.push(...batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    }
    return unsent;
  };
}

/** Relays what one failure message names. It is dealt with once all of it is sent. */
export async function relayLetter(
  letter: DeadLetter,
  { streams }: Pick<Deployment, 'streams'>,
  relay: RelayAgain,
  say: (line: string) => void,
): Promise<'gone' | 'kept'> {
  const failure = readFailure(letter.body);
  const { records, complete } = await readRange(streams, failure.DDBStreamBatchInfo);
  const unsent = await relay(records);
  const sent = `${letter.id}: ${records.length - unsent.length} of ${failure.DDBStreamBatchInfo.batchSize} relayed`;
  if (unsent.length > 0) {
    say(`${sent}; number ${unsent.join(', ')} still fails: mend the relay, then run this again.`);
    return 'kept';
  }
  if (!complete) {
    const from = firstArrival(failure);
    const time = from === undefined ? 'TIME' : new Date(from).toISOString();
    say(`${sent}; the stream no longer has the rest: run it with --since ${time} to send it from the table.`);
    return 'kept';
  }
  say(`${sent}.`);
  return 'gone';
}
