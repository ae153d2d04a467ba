import { randomUUID } from 'node:crypto';
import { endWith } from '../command-line.ts';
import { readOrder } from './arguments.ts';
import { awsStack, localRun } from './deployment.ts';
import { redrive } from './redrive.ts';

/** `npm run redrive -- QUEUE`: moves the messages that a consumer gave up back to its queue. */
const say = (line: string) => void process.stdout.write(`${line}\n`);
let stopping = false;
process.on('SIGINT', () => {
  if (stopping) process.exit(130);
  stopping = true;
  say('Stopping after the messages in hand.');
});
try {
  const order = readOrder(process.argv.slice(2), Date.now());
  const deployment = await (order.stack === undefined ? localRun() : awsStack(order.stack, order.region));
  const asMeant = await redrive(order, deployment, { run: randomUUID(), say, stopped: () => stopping });
  if (!asMeant) process.exitCode = 1;
} catch (error) {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const isRefused = /^CredentialsProvider|ExpiredToken/.test(name);
  endWith(isRefused ? new Error(`Your AWS credentials do not work: ${message}`) : error);
}
