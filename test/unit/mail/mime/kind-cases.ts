import { base64, type Case, eml } from './eml.ts';

const HEAD = 'From: Anna <anna@example.test>\nTo: help@desk.test\nSubject: Parts\nMIME-Version: 1.0';

const INNER = eml`From: Bob <bob@example.test>
Subject: The =?utf-8?Q?inn=C3=A9r?= mail: a/b
Content-Type: text/plain

Text of the inner mail.
--not-a-boundary
`;

/** Parts of particular kinds: mails, signatures, reports. */
export const KIND_CASES: readonly Case[] = [
  {
    is: 'an attached mail: a file named by its subject, as sent, its text not ours',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m

See below.
--m
Content-Type: message/rfc822

${INNER}
--m--
`,
    text: 'See below.',
    files: [['The innér mail: a-b.eml', INNER]],
  },
  {
    is: 'an attached mail in base64, with a name',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

x
--m
Content-Type: message/rfc822; name="fwd.eml"
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="fwd.eml"

${base64(INNER)}
--m--
`,
    text: 'x',
    files: [['fwd.eml', INNER]],
  },
  {
    is: 'nothing but an attached mail',
    raw: eml`From: a@example.test
Content-Type: message/rfc822

${INNER}`,
    text: '',
    files: [['The innér mail: a-b.eml', INNER]],
  },
  {
    is: 'a digest, whose parts are mails',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Topics
--m
Content-Type: multipart/digest; boundary=d

--d

From: a@example.test
Subject: One

1
--d

Subject: Two

2
--d--
--m--
`,
    text: 'Topics',
    files: [
      ['One.eml', 'From: a@example.test\r\nSubject: One\r\n\r\n1'],
      ['Two.eml', 'Subject: Two\r\n\r\n2'],
    ],
  },
  {
    is: 'multipart/signed: the content is the mail, the signature a file',
    raw: eml`${HEAD}
Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature"; boundary=s

--s
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain; charset=utf-8

Signed text
--m
Content-Type: text/csv; name=d.csv

1,2
--m--

--s
Content-Type: application/pgp-signature

-----BEGIN PGP SIGNATURE-----
--s--
`,
    text: 'Signed text',
    files: [
      ['d.csv', '1,2'],
      ['signature.asc', '-----BEGIN PGP SIGNATURE-----'],
    ],
  },
  {
    is: 'PGP/MIME: files, and no text of its own',
    raw: eml`${HEAD}
Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=e

--e
Content-Type: application/pgp-encrypted

Version: 1
--e
Content-Type: application/octet-stream; name="encrypted.asc"

-----BEGIN PGP MESSAGE-----
--e--
`,
    text: '',
    files: [
      ['attachment-1.asc', 'Version: 1'],
      ['encrypted.asc', '-----BEGIN PGP MESSAGE-----'],
    ],
  },
  {
    is: 'a report: what it says is text, the machine’s parts are files',
    raw: eml`${HEAD}
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b

Not delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.test

Final-Recipient: rfc822; a@b.test
Action: failed
Status: 5.1.1
--b
Content-Type: text/rfc822-headers

Subject: x
--b--
`,
    text: 'Not delivered.',
    files: [
      [
        'delivery-status.txt',
        'Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; a@b.test\r\nAction: failed\r\nStatus: 5.1.1',
      ],
      ['headers.txt', 'Subject: x'],
    ],
  },
  {
    is: 'parts of a Macintosh file: both forks are files',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

Picture:
--m
Content-Type: multipart/appledouble; boundary=d

--d
Content-Type: application/applefile; name="pic.gif"

fork
--d
Content-Type: image/gif; name="pic.gif"

GIF89a
--d--
--m--
`,
    text: 'Picture:',
    files: [
      ['pic.gif', 'fork'],
      ['pic.gif', 'GIF89a'],
    ],
  },
  {
    is: 'text with a name behind the text is a file, the first one is the text and a file',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain; name="body.txt"

The text
--m
Content-Type: text/plain; name="log.txt"

the log
--m
Content-Type: text/html
Content-Disposition: attachment

<p>x</p>
--m
Content-Type: text/plain
Content-Disposition: attachment; filename=note.txt

the note
--m--
`,
    text: 'The text',
    files: [
      ['body.txt', 'The text'],
      ['log.txt', 'the log'],
      ['attachment-3.html', '<p>x</p>'],
      ['note.txt', 'the note'],
    ],
  },
  {
    is: 'the only part is a file',
    raw: eml`${HEAD}
Content-Type: application/pdf; name=only.pdf
Content-Transfer-Encoding: base64

${base64('%PDF')}
`,
    text: '',
    files: [['only.pdf', '%PDF']],
  },
  {
    is: 'the plain alternative is empty: the text is that of the HTML',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

 
--a
Content-Type: text/html

<p>Only here</p>
--a--
`,
    text: 'Only here',
    files: [],
  },
  {
    is: 'enriched text beside plain text says the same',
    raw: eml`From: a@example.test
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Once
--a
Content-Type: text/enriched

<bold>Once</bold>
--a--
`,
    text: 'Once',
    files: [],
  },
  {
    is: 'the plain alternative only says that there is HTML',
    raw: eml`${HEAD}
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

Please use an HTML capable mail program to read this message.
--a
Content-Type: text/html

<p>Dear customer, your order of twelve umbrellas has left the warehouse.</p>
--a--
`,
    text: 'Dear customer, your order of twelve umbrellas has left the warehouse.',
  },
  {
    is: 'form-data, partial and external bodies are no reason to fail',
    raw: eml`${HEAD}
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: text/plain

x
--m
Content-Type: message/partial; id="i@x"; number=1; total=2

Subject: half
--m
Content-Type: message/external-body; access-type=URL; URL="http://x.test/y"

Content-Type: image/gif

--m--
`,
    text: 'x',
    files: [
      ['attachment-1.bin', 'Subject: half'],
      ['attachment-2.bin', 'Content-Type: image/gif\r\n'],
    ],
  },
];
