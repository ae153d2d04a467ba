import { describe, expect, test } from 'vitest';
import type { InboundMail } from '../../../../shared/mail/mail.ts';
import { parseMail } from '../../../../shared/mail/parse-mail.ts';
import { ALTERNATIVE_CASES } from './alternative-cases.ts';
import { BROKEN_CASES } from './broken-cases.ts';
import { DELIMITER_CASES } from './delimiter-cases.ts';
import type { Case } from './eml.ts';
import { FIELD_CASES } from './field-cases.ts';
import { BYTE_CASES, NAME_CASES, SIGNED_CASES, WINMAIL_CASES } from './file-cases.ts';
import { ADDRESS_CASES, SUBJECT_CASES } from './header-cases.ts';
import { KIND_CASES } from './kind-cases.ts';
import { STRUCTURE_CASES } from './structure-cases.ts';
import { CHARSET_CASES, ENCODING_CASES, FORMAT_CASES, WRONG_CHARSET_CASES } from './text-cases.ts';

const GROUPS: Readonly<Record<string, readonly Case[]>> = {
  'the parts of a mail': STRUCTURE_CASES,
  'forms of one text': ALTERNATIVE_CASES,
  'a part that is': KIND_CASES,
  'a subject': SUBJECT_CASES,
  'addresses of': ADDRESS_CASES,
  'a text in': CHARSET_CASES,
  'a text that is said to be in': WRONG_CHARSET_CASES,
  'a text of the format': FORMAT_CASES,
  'a content that is encoded': ENCODING_CASES,
  'a file’s name': NAME_CASES,
  'a file’s bytes': BYTE_CASES,
  'a winmail.dat with': WINMAIL_CASES,
  'a mail inside of its signature': SIGNED_CASES,
  'what stands between parts': DELIMITER_CASES,
  'a header with': FIELD_CASES,
  'what is broken': BROKEN_CASES,
};

const written = ({ name, address }: InboundMail['from'][number]) => (name === '' ? address : `${name} <${address}>`);

/** What a case asks for, as the mail has it. */
function seen(mail: InboundMail, { is, raw, files, ...asked }: Case) {
  const all = { ...mail, from: mail.from.map(written), to: mail.to.map(written) };
  return {
    ...Object.fromEntries(Object.keys(asked).map((key) => [key, all[key as keyof typeof asked]])),
    ...(files && {
      files: mail.attachments.map(({ fileName, bytes }) => [fileName, Buffer.from(bytes).toString('latin1')]),
    }),
  };
}

function expected({ is, raw, files, ...asked }: Case) {
  return {
    ...asked,
    ...(files && { files: files.map(([name, content]) => [name, Buffer.from(content).toString('latin1')]) }),
  };
}

describe.each(Object.entries(GROUPS))('%s', (_, cases) => {
  test.each(cases)('$is', async (each) => {
    expect(seen(await parseMail(each.raw), each)).toEqual(expected(each));
  });
});
