import { type Case, eml, headerMail } from './eml.ts';

const among = (is: string, ...lines: readonly string[]): Case => ({
  is: `among the fields ${is}`,
  raw: headerMail('From: a@example.test', ...lines, 'Subject: x'),
  from: ['a@example.test'],
  subject: 'x',
  text: 'Hello',
});

/** Lines of a header that are no field, and fields that are there twice. */
export const FIELD_CASES: readonly Case[] = [
  among('one without a name', ': value'),
  among('one without anything', ':'),
  among('one without a name, folded', ': value', '\tand more'),
  among('rubbish, folded', 'rubbish', ' and more'),
  among('one with a blank in its name', 'X Mailer: none'),
  among('lines that lost their indentation', 'Received: from a', 'by b', 'with c'),
  among('a blank line within a fold that lost its indentation', 'Received: one', ' ', 'two', ' three'),
  {
    is: 'a blank line before the text',
    raw: eml`From: a@example.test
Subject: x
 
Hello there,
Subject: to change`,
    subject: 'x',
    text: 'Hello there,\nSubject: to change',
  },
  among('blank lines within a fold', 'X-Long: one', ' ', '\t', ' two'),
  {
    is: 'lines that lost their indentation, and no empty line before the text',
    raw: eml`From: a@example.test
Subject: x
It is broken
since yesterday
Anna

Subject: y`,
    text: 'It is broken\nsince yesterday\nAnna\n\nSubject: y',
  },
  {
    is: 'a part without a header, whose text speaks of fields',
    raw: eml`From: a@example.test
Content-Type: multipart/mixed; boundary=b

--b
I write to you
about the line
Subject: x
--b--`,
    text: 'I write to you\nabout the line\nSubject: x',
  },
  {
    is: 'one without a name before the text',
    raw: headerMail('Subject: x', ': value'),
    subject: 'x',
    text: 'Hello',
  },
  {
    is: 'one of somebody’s own in letters that no name has',
    raw: headerMail('Subject: x', 'X-Größe: 42'),
    subject: 'x',
    text: 'Hello',
  },
  {
    is: 'a text right below the fields, in which a line looks like one',
    raw: eml`Subject: x
Dear team,
note: it is broken

Anna`,
    subject: 'x',
    text: 'Dear team,\nnote: it is broken\n\nAnna',
  },
  {
    is: 'a text that begins with a colon',
    raw: eml`:-) is how I feel

Anna`,
    text: ':-) is how I feel\n\nAnna',
  },
  { is: 'an empty subject before the subject', raw: headerMail('Subject:', 'Subject: x'), subject: 'x' },
  ...['text/html,charset=utf-8', 'text/html: charset=utf-8', 'text / html ; charset = utf-8', 'text/html,'].map(
    (type) => ({
      is: `the type ${type}`,
      raw: headerMail(`Content-Type: ${type}`),
      html: 'Hello',
    }),
  ),
];
