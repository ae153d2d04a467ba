import { recordScan } from '../../shared/attachments/attachment-scan.store.ts';
import { readScanReport, type ScanReport } from '../../shared/attachments/scan.events.ts';
import { log } from '../../shared/platform/log.ts';
import type { Table } from '../../shared/platform/table/table.ts';

/** What GuardDuty says when it could not look at a file, although nothing is the matter with the file. */
const FAILURES = ['ACCESS_DENIED', 'FAILED'];

/**
 * Records what GuardDuty says of a file. Reports come twice and out of order, and also about files that were taken back
 * before they were scanned: then there is nothing left to hold back. Throws when the scan did not take place: the report
 * becomes a dead letter, of which the operators are told, unless another scan has worked until then.
 */
export async function recordScanResult(report: ScanReport, { table }: { readonly table: Table }): Promise<void> {
  const reported = readScanReport(report);
  if (!reported) {
    log.warn('scan_of_no_file');
    return;
  }
  const { fileId: attachment_id, result, status, threats } = reported;
  const now = await recordScan(table, attachment_id, result);
  if (FAILURES.includes(status) && now === 'failed_to_scan')
    throw new Error(`GuardDuty did not scan file ${attachment_id}: ${status}`);
  const fields = { attachment_id, status, result: now ?? 'file_gone' };
  if (result === 'malware_found') log.warn('malware_found', { ...fields, threats: threats.join(', ') });
  else log.info('file_scanned', fields);
}
