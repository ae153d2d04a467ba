import { readFileSync } from 'node:fs';
import type { ScanReport } from '../../shared/attachments/scan.events.ts';

export type ScanStatus = 'NO_THREATS_FOUND' | 'THREATS_FOUND' | 'UNSUPPORTED' | 'ACCESS_DENIED' | 'FAILED';

/** GuardDuty's event, as its guide shows it. */
export const GUARDDUTY_EVENT = JSON.parse(
  readFileSync(new URL('../fixtures/guardduty-object-scan-result.json', import.meta.url), 'utf8'),
);

const SCAN_STATUS: Readonly<Record<ScanStatus, string>> = {
  NO_THREATS_FOUND: 'COMPLETED',
  THREATS_FOUND: 'COMPLETED',
  UNSUPPORTED: 'SKIPPED',
  ACCESS_DENIED: 'SKIPPED',
  FAILED: 'FAILED',
};

/** What GuardDuty says of an object. */
export function aScanReport(objectKey: string, status: ScanStatus): ScanReport {
  const { detail } = GUARDDUTY_EVENT;
  const threats = status === 'THREATS_FOUND' ? [{ name: 'EICAR-Test-File (not a virus)' }] : null;
  return {
    ...GUARDDUTY_EVENT,
    detail: {
      ...detail,
      scanStatus: SCAN_STATUS[status],
      s3ObjectDetails: { ...detail.s3ObjectDetails, objectKey },
      scanResultDetails: { scanResultStatus: status, threats },
    },
  };
}
