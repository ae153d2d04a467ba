import * as z from 'zod/mini';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { groupPeopleSource } from './group-people.ts';
import { notifyPeople } from './notify-people.ts';

const { SUPPORT_ADDRESSES } = readEnv({ SUPPORT_ADDRESSES: z.string() });
const table = theTable();
const deps = {
  table,
  supportAddresses: SUPPORT_ADDRESSES.split(',').map((address) => address.trim().toLowerCase()),
  groupPeople: groupPeopleSource(table, Date.now),
  now: Date.now,
};

export const handler = batchHandler(EventMessage, (messages) => notifyPeople(messages, deps));
