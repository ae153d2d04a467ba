import { theTable } from '../../shared/platform/aws.ts';
import { EventMessage } from '../../shared/platform/messaging/event.ts';
import { batchHandler } from '../../shared/platform/messaging/queue-handler.ts';
import { countBatch } from './count-records.ts';

const table = theTable();

export const handler = batchHandler(EventMessage, (messages) => countBatch(table, messages));
