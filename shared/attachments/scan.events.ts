import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { fileOfObject } from './attachment.ts';
import type { ScanResult } from './scan.ts';

/** The `detail-type` under which GuardDuty tells of an object that it scanned. */
export const SCAN_REPORTED = 'GuardDuty Malware Protection Object Scan Result';

/** GuardDuty's event, as EventBridge delivers it: as much of it as is read here. */
export const ScanReport = onFirstUse(() =>
  z.object({
    'detail-type': z.literal(SCAN_REPORTED),
    detail: z.object({
      s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string() }),
      scanResultDetails: z.object({
        scanResultStatus: z.string(),
        threats: z.nullish(z.array(z.object({ name: z.optional(z.string()) }))),
      }),
    }),
  }),
);
export type ScanReport = z.output<typeof ScanReport>;

/** The words of GuardDuty in those of the wire. What it may say one day and does not yet is no clean bill of health. */
const RESULTS: Readonly<Record<string, ScanResult>> = {
  NO_THREATS_FOUND: 'malware_not_found',
  THREATS_FOUND: 'malware_found',
  // Protected by a password, nested too deep, too large.
  UNSUPPORTED: 'failed_to_scan',
  ACCESS_DENIED: 'failed_to_scan',
  FAILED: 'failed_to_scan',
};

/** What was found out about which file. */
export interface ReportedScan {
  readonly fileId: number;
  readonly result: ScanResult;
  /** In GuardDuty's words, for the log. */
  readonly status: string;
  /** Names of what was found. */
  readonly threats: readonly string[];
}

/** Reads a report; undefined where it is about an object that is no file of ours. */
export function readScanReport({ detail }: ScanReport): ReportedScan | undefined {
  const { s3ObjectDetails, scanResultDetails } = detail;
  const { scanResultStatus: status, threats } = scanResultDetails;
  const fileId = fileOfObject(s3ObjectDetails.objectKey);
  if (fileId === undefined) return undefined;
  const names = (threats ?? []).flatMap(({ name }) => name ?? []);
  return { fileId, result: RESULTS[status] ?? 'failed_to_scan', status, threats: names };
}
