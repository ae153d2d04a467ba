import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import * as z from 'zod/mini';
import type { QueueName } from '../function-spec.ts';
import type { RELAY_QUEUE } from './arguments.ts';
import type { AwsCalls } from './aws-calls.ts';
import type { Deployment } from './deployment.ts';
import { logGroup } from './stack-resources.ts';

/** Why messages failed the last time, by the id of the message or the sequence number of the stream record. */
export type Causes = ReadonlyMap<string, string>;

const Line = z.object({
  level: z.literal('error'),
  message_id: z.optional(z.string()),
  sequence_number: z.optional(z.string()),
  error: z.optional(z.string()),
  message: z.optional(z.string()),
});

/** Reads them from the functions' log, from the time the oldest message was sent. Empty where the log cannot be read. */
export async function readCauses(
  { logs, resources }: Deployment,
  queue: QueueName | typeof RELAY_QUEUE,
  since: number,
): Promise<Causes> {
  const causes = new Map<string, string>();
  const add = (line: unknown) => {
    const { data } = z.safeParse(Line, line);
    const id = data?.message_id ?? data?.sequence_number;
    // The first line only: what a schema objects to is many.
    const text = data?.message?.replace(/\s+/g, ' ').slice(0, 200);
    if (data && id) causes.set(id, [data.error, text].filter(Boolean).join(': '));
  };
  try {
    if ('file' in logs) await readFile(logs.file, add);
    else await readGroup(logs.calls, logGroup(resources, queue), since, add);
  } catch {
    // Somebody may move messages and not read logs: the runbook says where to look.
  }
  return causes;
}

async function readFile(file: string, add: (line: unknown) => void): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.includes('"message_id"') || line.includes('"sequence_number"')) add(parsed(line));
  }
}

const Page = z.object({
  events: z.optional(z.array(z.object({ message: z.string() }))),
  nextToken: z.optional(z.string()),
});
/** What a look at the log may take; the rest of a long log stays unread. */
const PAGES = 20;

async function readGroup(calls: AwsCalls, group: string, since: number, add: (line: unknown) => void): Promise<void> {
  const filterPattern = '{ $.message.message_id = * || $.message.sequence_number = * }';
  let nextToken: string | undefined;
  for (let page = 1; page <= PAGES; page++) {
    const input = { logGroupName: group, startTime: since, filterPattern, ...(nextToken ? { nextToken } : {}) };
    const answer = z.parse(Page, await calls('FilterLogEvents', input));
    // Lambda's JSON format puts what we log into a field of its own.
    for (const { message } of answer.events ?? []) add((parsed(message) as { message?: unknown })?.message);
    nextToken = answer.nextToken;
    if (!nextToken) return;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
