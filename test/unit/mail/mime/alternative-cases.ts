import { type Case, eml } from './eml.ts';

/** Forms of one text: a type each (empty for none, with parameters and further fields), and what it says. */
const forms = (...each: readonly (readonly [type: string, body: string])[]) => eml`From: Anna <anna@example.test>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=a

${each.map(([type, body]) => `--a\n${type === '' ? '' : `Content-Type: ${type}\n`}\n${body}\n`).join('')}--a--
`;

/** Forms of one text (RFC 2046 5.1.4): one is shown, the last that says as much as the others. */
export const ALTERNATIVE_CASES: readonly Case[] = [
  {
    is: 'two plain ones: the last',
    raw: forms(['text/plain', 'Ten umbrellas, ASCII'], ['text/plain; charset=utf-8', 'Ten umbrellas – UTF-8']),
    text: 'Ten umbrellas – UTF-8',
    files: [],
  },
  {
    is: 'two plain ones and HTML',
    raw: forms(['text/plain', 'Umbrellas, one'], ['text/plain', 'Umbrellas, two'], ['text/html', '<p>Umbrellas</p>']),
    text: 'Umbrellas, two',
    html: '<p>Umbrellas</p>',
    files: [],
  },
  {
    is: 'two of HTML: the last',
    raw: forms(['text/plain', 'Plain'], ['text/html', '<p>One</p>'], ['text/html', '<p>Two</p>']),
    text: 'Plain',
    html: '<p>Two</p>',
    files: [],
  },
  {
    is: 'a second one without a type, which is plain',
    raw: forms(['text/plain', 'Typed text'], ['', 'Untyped text']),
    text: 'Untyped text',
    files: [],
  },
  {
    is: 'a second one with an empty type',
    raw: eml`Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Typed text
--a
Content-Type:

Untyped text
--a--`,
    text: 'Untyped text',
    files: [],
  },
  {
    is: 'one of a type that is none is not the best',
    raw: forms(
      ['text/plain', 'Understood'],
      ['text/html', '<p>Understood</p>'],
      ['text', 'Not understood by anybody, and longer than the others'],
    ),
    text: 'Understood',
    html: '<p>Understood</p>',
    files: [],
  },
  {
    is: 'one of a type that is none, beside HTML only',
    raw: forms(['text/html', '<p>Understood</p>'], ['text', 'Not understood']),
    text: 'Understood',
    html: '<p>Understood</p>',
  },
  { is: 'nothing but one of a type that is none', raw: forms(['text', 'Read as it is']), text: 'Read as it is' },
  {
    is: 'a footer of a list behind the forms: no form of the text',
    raw: forms(
      ['text/plain', 'The whole story of the twelve umbrellas'],
      ['text/html', '<p>The whole story of the twelve umbrellas</p>'],
      ['text/plain', '-- \nUmbrella list'],
    ),
    text: 'The whole story of the twelve umbrellas',
    html: '<p>The whole story of the twelve umbrellas</p>',
    files: [],
  },
  {
    is: 'an empty one behind the text',
    raw: forms(['text/plain', 'Not empty'], ['text/plain', '']),
    text: 'Not empty',
  },
  {
    is: 'one with a name, when it is not shown, is a file',
    raw: forms(['text/plain; name=log.txt', 'a log of ten lines'], ['text/plain', 'The text of the mail']),
    text: 'The text of the mail',
    files: [['log.txt', 'a log of ten lines']],
  },
  {
    is: 'a form of several parts is one form',
    raw: forms(
      ['text/plain', 'The short form of it'],
      ['multipart/mixed; boundary=m', '--m\n\nThe first half,\n--m\n\nand the second.\n--m--'],
    ),
    text: 'The first half,\n\nand the second.',
    files: [],
  },
  {
    is: 'parts of multipart/mixed are no forms: all of them',
    raw: eml`Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

First
--m
Content-Type: text/plain

Second
--m--`,
    text: 'First\n\nSecond',
    files: [],
  },
  {
    is: 'fields of a form are text, its files are files',
    raw: eml`Content-Type: multipart/form-data; boundary=f

--f
Content-Disposition: form-data; name="comment"

It does not work.
--f
Content-Disposition: form-data; name="upload"; filename="shot.txt"
Content-Type: text/plain

pixels
--f--`,
    text: 'It does not work.',
    files: [['shot.txt', 'pixels']],
  },
];
