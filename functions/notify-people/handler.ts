import * as z from 'zod/mini';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { groupPeopleSource } from './group-people.ts';
import { notifyPeople } from './notify-people.ts';

export function connect({ table, now }: OutsideWithTable) {
  const { SUPPORT_ADDRESSES } = readEnv({ SUPPORT_ADDRESSES: z.string() });
  const deps = {
    table,
    supportAddresses: SUPPORT_ADDRESSES.split(',').map((address) => address.trim().toLowerCase()),
    groupPeople: groupPeopleSource(table, now),
    now,
  };
  return batchHandler(EventMessage, (messages) => notifyPeople(messages, deps));
}

export const handler = connect(awsWithTable());
