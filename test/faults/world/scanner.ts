import { SCAN_REPORTED } from '../../../shared/attachments/scan.events.ts';
import type { Chance } from '../chance.ts';
import { FILES_BUCKET } from './environment.ts';
import type { WorkQueue } from './queues.ts';

/** Is told of every object that comes into a bucket. */
export type OnObject = (bucket: string, key: string) => void;

const SLOWEST = 90;

/**
 * GuardDuty: it looks at every file and says that nothing is wrong with it, soon or late, now and then twice, or after it
 * has said that it could not look, which may come last.
 */
export function scanner(chance: Chance, reports: () => WorkQueue): OnObject {
  return (bucketName, objectKey) => {
    if (bucketName !== FILES_BUCKET || !objectKey.startsWith('attachments/')) return;
    const report = (scanResultStatus: string) => {
      const detail = { s3ObjectDetails: { bucketName, objectKey }, scanResultDetails: { scanResultStatus } };
      reports().send(JSON.stringify({ 'detail-type': SCAN_REPORTED, detail }), chance.between(0, SLOWEST));
    };
    report('NO_THREATS_FOUND');
    if (chance.happens(0.1)) report('NO_THREATS_FOUND');
    if (chance.happens(0.1)) report('FAILED');
  };
}
