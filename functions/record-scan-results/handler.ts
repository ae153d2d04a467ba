import { ScanReport } from '../../shared/attachments/scan.events.ts';
import { awsWithTable } from '../../shared/platform/aws-table.ts';
import { queueHandler } from '../../shared/platform/messaging/queue-handler.ts';
import type { OutsideWithTable } from '../../shared/platform/outside.ts';
import { recordScanResult } from './record-scan-result.ts';

export const connect = ({ table }: OutsideWithTable) =>
  queueHandler(ScanReport, (report) => recordScanResult(report, { table }));

export const handler = connect(awsWithTable());
