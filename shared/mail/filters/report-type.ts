import { headerOf, type InboundMail } from '../mail.ts';

/**
 * Which report a mail announces itself to be (RFC 6522): `''` when it does not say which, undefined when it is none. A
 * report deeper inside is somebody's attachment.
 */
export function announcedReport(mail: InboundMail): string | undefined {
  const type = headerOf(mail, 'content-type') ?? '';
  if (/^\s*(?:message\/(?:global-)?delivery-status)/i.test(type)) return 'delivery-status';
  const named = /^\s*multipart\/[^;]{1,60};.*\breport-type\s*=\s*"?([\w-]+)/is.exec(type)?.[1];
  // Gateways that put a notice of theirs above a report make it a multipart/mixed, and keep the rest.
  if (named !== undefined) return named.toLowerCase();
  return /^\s*multipart\/report/i.test(type) ? '' : undefined;
}
