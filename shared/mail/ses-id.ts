import type { Evidence } from './ticket-evidence.ts';

/** Under which text the id that SES gave a mail of ours is remembered; the host it puts behind it depends on the region. */
export function sesMailId(sesMessageId: string): string {
  return `ses:${sesMessageId.replace(/^<|>$/g, '').split('@', 1)[0]}`;
}

/** Every text under which the ids that a mail refers to may be remembered. */
export function idsToLookUp(evidence: readonly Evidence[]): string[] {
  return evidence.flatMap((sign) =>
    sign.rule === 'stored-reference' ? [sign.messageId, sesMailId(sign.messageId)] : [],
  );
}
