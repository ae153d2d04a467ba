/** Under which text the id that SES gave a mail of ours is remembered; the host it puts behind it depends on the region. */
export function sesMailId(sesMessageId: string): string {
  return `ses:${sesMessageId.replace(/^<|>$/g, '').split('@', 1)[0]}`;
}
