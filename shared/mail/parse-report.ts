import PostalMime from 'postal-mime';
import type { MailHeader, MailReport } from './mail.ts';

interface Part {
  readonly type: string;
  readonly bytes: Uint8Array;
}

const KINDS: Readonly<Record<string, MailReport['kind']>> = {
  'message/delivery-status': 'delivery-status',
  'message/global-delivery-status': 'delivery-status',
  'message/feedback-report': 'feedback',
  'message/disposition-notification': 'disposition',
};
const ORIGINALS = new Set(['message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers']);

const REPORT_AT_MOST = 64 * 1024;

/** The report among a mail's parts, or undefined. Only the start of each part is read: a report is small. */
export async function parseReport(parts: readonly Part[]): Promise<MailReport | undefined> {
  const report = parts.find((part) => KINDS[part.type] !== undefined);
  const kind = report && KINDS[report.type];
  if (!kind) return undefined;
  const original = parts.find((part) => ORIGINALS.has(part.type));
  return {
    kind,
    blocks: fieldBlocks(Buffer.from(report.bytes.subarray(0, REPORT_AT_MOST)).toString('utf8')),
    originalHeaders: original ? await headersOnly(original.bytes) : [],
  };
}

/** Blocks of `Name: value` lines, parted by empty lines; a line that starts with white space goes on the one before. */
function fieldBlocks(text: string): Map<string, string>[] {
  return text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((block) => {
      const fields = new Map<string, string>();
      for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
        const [, name, value] = /^([\w-]{1,100}):\s*(.*)$/.exec(line) ?? [];
        if (name && value !== undefined && !fields.has(name.toLowerCase()))
          fields.set(name.toLowerCase(), value.trim());
      }
      return fields;
    })
    .filter((fields) => fields.size > 0);
}

async function headersOnly(bytes: Uint8Array): Promise<MailHeader[]> {
  const start = Buffer.from(bytes.subarray(0, REPORT_AT_MOST)).toString('latin1');
  const [headers = ''] = start.split(/\r?\n\r?\n/, 1);
  const email = await PostalMime.parse(`${headers}\r\n\r\n`);
  return email.headers.map(({ key, value }) => ({ name: key, value }));
}
