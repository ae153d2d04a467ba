import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { summaryOf } from '../../../infra/redrive/summary.ts';
import { readScanReport, ScanReport } from '../../../shared/attachments/scan.events.ts';
import { accessTo, isReleased, laterResult, ScanResult } from '../../../shared/attachments/scan.ts';
import { aScanReport, GUARDDUTY_EVENT } from '../../support/a-scan-report.ts';

const RESULTS = ScanResult.options;

describe('what is known of a file', () => {
  test('is the same in the end, in whatever order and however often it is reported', () => {
    for (const one of RESULTS)
      for (const other of RESULTS)
        for (const third of RESULTS) {
          expect(laterResult(one, other)).toBe(laterResult(other, one));
          expect(laterResult(laterResult(one, other), third)).toBe(laterResult(one, laterResult(other, third)));
          expect(laterResult(one, one)).toBe(one);
        }
  });

  test('malware stays found, and a scan that worked counts more than one that failed', () => {
    for (const reported of RESULTS) expect(laterResult('malware_found', reported)).toBe('malware_found');
    expect(laterResult('malware_not_found', 'failed_to_scan')).toBe('malware_not_found');
    expect(laterResult('failed_to_scan', 'malware_not_found')).toBe('malware_not_found');
  });
});

describe('a file', () => {
  test.each([
    ['not_scanned', true, 'awaits_scan'],
    ['not_scanned', false, 'open'],
    ['malware_not_found', true, 'open'],
    ['malware_found', true, 'malware_found'],
    ['malware_found', false, 'malware_found'],
    ['failed_to_scan', true, 'not_scannable'],
    ['failed_to_scan', false, 'not_scannable'],
  ] as const)('of which a scan says %s, scanning being %s, is %s', (scan, scanning, access) => {
    expect(accessTo({ scan }, scanning)).toBe(access);
  });

  test('is open once somebody has released it, but only for what they knew', () => {
    for (const scan of RESULTS)
      expect(accessTo({ scan, scan_override: { by: 1, at: 0, of: scan } }, true)).toBe('open');
    const worse = { scan: 'malware_found', scan_override: { by: 1, at: 0, of: 'failed_to_scan' } } as const;
    expect(accessTo(worse, true)).toBe('malware_found');
    expect(isReleased(worse)).toBe(false);
  });
});

describe('a report of GuardDuty', () => {
  test('as its guide shows it is read', () => {
    expect(readScanReport(z.parse(ScanReport, GUARDDUTY_EVENT))).toEqual({
      fileId: 1788000000000,
      result: 'malware_not_found',
      status: 'NO_THREATS_FOUND',
      threats: [],
    });
  });

  test.each([
    ['NO_THREATS_FOUND', 'malware_not_found'],
    ['THREATS_FOUND', 'malware_found'],
    ['UNSUPPORTED', 'failed_to_scan'],
    ['ACCESS_DENIED', 'failed_to_scan'],
    ['FAILED', 'failed_to_scan'],
    ['SOMETHING_NEW', 'failed_to_scan'],
  ])('%s is %s', (status, result) => {
    const report = z.parse(ScanReport, aScanReport('attachments/7', status as 'FAILED'));
    expect(readScanReport(report)).toMatchObject({ fileId: 7, result, status });
  });

  test('is one line for an operator', () => {
    expect(summaryOf(JSON.stringify(aScanReport('attachments/7', 'FAILED')))).toBe('FAILED of file 7');
  });

  test('names what was found', () => {
    expect(readScanReport(aScanReport('attachments/7', 'THREATS_FOUND'))?.threats).toEqual([
      'EICAR-Test-File (not a virus)',
    ]);
  });

  test.each([
    'malware-protection-resource-validation-object',
    'comments/7',
    'attachments/',
    'attachments/x',
    'attachments/07',
  ])('about %s is about no file', (key) => {
    expect(readScanReport(aScanReport(key, 'NO_THREATS_FOUND'))).toBeUndefined();
  });
});
