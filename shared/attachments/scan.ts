import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What a malware scan said of a file; the names are the wire's. */
export const ScanResult = z.enum(['not_scanned', 'malware_not_found', 'malware_found', 'failed_to_scan']);
export type ScanResult = z.output<typeof ScanResult>;

/**
 * Somebody's decision to hand a file out whatever the scan said. It holds for the result `of` that they knew: when the
 * scan says something else later, somebody has to decide again.
 */
export const ScanOverride = onFirstUse(() => z.object({ by: z.int(), at: z.number(), of: ScanResult }));
export type ScanOverride = z.output<typeof ScanOverride>;

/** What a file's record says about its safety. */
export interface Scanned {
  readonly scan: ScanResult;
  readonly scan_override?: ScanOverride | null | undefined;
}

/** A later one stands against an earlier one. */
const WEIGHT: readonly ScanResult[] = ['not_scanned', 'failed_to_scan', 'malware_not_found', 'malware_found'];

/**
 * What is true of a file once something more was reported of it. In whatever order and however often reports come, the
 * end is the same: a scan that worked counts more than one that failed, and malware that was found stays found.
 */
export function laterResult(known: ScanResult, reported: ScanResult): ScanResult {
  return WEIGHT.indexOf(reported) > WEIGHT.indexOf(known) ? reported : known;
}

/** Whether somebody has released the file, knowing what the scan says now. */
export function isReleased({ scan, scan_override }: Scanned): boolean {
  return scan_override?.of === scan;
}

/** Whether a file may be handed out, and if not, what stands against it. */
export type FileAccess = 'open' | 'awaits_scan' | 'malware_found' | 'not_scannable';

/** `scanning`: whether this deployment scans at all. Where it does not, a file that nobody has scanned is open. */
export function accessTo(file: Scanned, scanning: boolean): FileAccess {
  if (isReleased(file)) return 'open';
  switch (file.scan) {
    case 'malware_not_found':
      return 'open';
    case 'malware_found':
      return 'malware_found';
    case 'failed_to_scan':
      return 'not_scannable';
    case 'not_scanned':
      return scanning ? 'awaits_scan' : 'open';
  }
}
