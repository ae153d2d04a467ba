import { headerOf, type InboundMail } from '../mail.ts';

/**
 * Which report a mail announces itself to be (RFC 6522): `''` when it does not say which, undefined when it is none. A
 * report deeper inside is somebody's attachment.
 */
export function announcedReport(mail: InboundMail): string | undefined {
  const type = headerOf(mail, 'content-type') ?? '';
  if (/^\s*(?:message\/(?:global-)?delivery-status)/i.test(type)) return 'delivery-status';
  if (!/^\s*multipart\/report/i.test(type)) return undefined;
  return (/report-type\s*=\s*"?([\w-]+)/i.exec(type)?.[1] ?? '').toLowerCase();
}
