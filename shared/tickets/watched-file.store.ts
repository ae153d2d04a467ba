import type { Attachment } from '../attachments/attachment.ts';
import { UNCLAIMED_KEPT } from '../attachments/upload.ts';
import type { Write } from '../platform/table/table-input.ts';
import { timerWrite } from '../timers/timer.store.ts';

/** The write that goes with the record of a new file, so that it is swept one day should no comment have it by then. */
export function watchFile({ id, created_at }: Attachment): Write[] {
  const due_at = created_at + UNCLAIMED_KEPT;
  return [timerWrite({ kind: 'file.sweep', subject: id, guard: 0, due_at, set_at: created_at })];
}
