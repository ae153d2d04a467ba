import { sweepFile } from '../../shared/attachments/unclaimed-file.store.ts';
import type { TimerUse } from './deps.ts';

/** Deletes a file that no comment has, days after it came. */
export const sweepUnclaimedFile: TimerUse = async (timer, deps) => {
  await sweepFile(deps.table, deps.files, timer.subject, deps.now());
};
