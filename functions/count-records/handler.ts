import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { countFigures } from './count-figures.ts';
import { countBatch } from './count-records.ts';

export const connect = ({ table }: OutsideWithTable) =>
  batchHandler(EventMessage, async (messages) => {
    const again = await Promise.all([countBatch(table, messages), countFigures(table, messages)]);
    return again.flat();
  });

export const handler = connect(awsWithTable());
