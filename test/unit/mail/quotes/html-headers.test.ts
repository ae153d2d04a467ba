import { describe, expect, test } from 'vitest';
import { newTextOfMail } from '../../../../shared/mail/new-text.ts';
import { newTextOf } from '../../../../shared/mail/quotes/new-text-of-lines.ts';
import { textOfHtml } from '../../../../shared/platform/html/html-as-text.ts';

const OWN = '<p>Yes, please.</p>';
const OLD = '<p>Dear Bo,</p><p>which one?</p>';
const F = 'Mara Lind &lt;mara@desk.test&gt;';

/** How clients draw the headers of the mail they quote. A row a client or a way to draw them. */
const DRAWN: readonly (readonly [how: string, html: string])[] = [
  [
    'outlook table',
    `${OWN}<table><tr><td><b>From:</b></td><td>${F}</td></tr><tr><td><b>Sent:</b></td><td>Tuesday, May 3, 2022 10:22 AM</td></tr><tr><td><b>To:</b></td><td>Bo Berg</td></tr><tr><td><b>Subject:</b></td><td>Your question</td></tr></table>${OLD}`,
  ],
  [
    'dl',
    `${OWN}<hr><dl><dt>From</dt><dd>${F}</dd><dt>Sent</dt><dd>Tuesday, May 3, 2022 10:22 AM</dd><dt>To</dt><dd>bo@x.test</dd><dt>Subject</dt><dd>Your question</dd></dl>${OLD}`,
  ],
  [
    'dl colon',
    `${OWN}<hr><dl><dt>From:</dt><dd>${F}</dd><dt>Sent:</dt><dd>Tuesday, May 3, 2022 10:22 AM</dd><dt>To:</dt><dd>bo@x.test</dd><dt>Subject:</dt><dd>Your question</dd></dl>${OLD}`,
  ],
  [
    'table without colons',
    `${OWN}<table><tr><th>From</th><td>${F}</td></tr><tr><th>Sent</th><td>Tuesday, May 3, 2022 10:22 AM</td></tr><tr><th>To</th><td>Bo Berg</td></tr><tr><th>Subject</th><td>Your question</td></tr></table>${OLD}`,
  ],
  [
    'spans br',
    `${OWN}<div><span style="font-weight:bold">From: </span>${F}<br><span style="font-weight:bold">Sent: </span>Tuesday, May 3, 2022 10:22 AM<br><span style="font-weight:bold">To: </span>Bo<br><span style="font-weight:bold">Subject: </span>Your question</div>${OLD}`,
  ],
  [
    'windows mail',
    `${OWN}<div><br>Sent from <a href="https://go.microsoft.com/fwlink/?LinkId=550986">Mail</a> for Windows 10</div><div style="mso-element:para-border-div;border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal" style="border:none;padding:0in"><b>From: </b><a href="mailto:mara@desk.test">Mara Lind</a><br><b>Sent: </b>Tuesday, May 3, 2022 10:22 AM<br><b>To: </b><a href="mailto:bo@x.test">Bo</a><br><b>Subject: </b>Your question</p></div>${OLD}`,
  ],
  [
    'windows live mail',
    `${OWN}<div style="FONT: 10pt tahoma"><div>&nbsp;</div><div style="BACKGROUND: #f5f5f5"><div style="font-color: black"><b>From:</b> <a title=mara@desk.test href="mailto:mara@desk.test">Mara Lind</a> </div><div><b>Sent:</b> Tuesday, May 03, 2022 10:22 AM</div><div><b>To:</b> <a href="mailto:bo@x.test">bo@x.test</a> </div><div><b>Subject:</b> Your question</div></div></div>${OLD}`,
  ],
  [
    'outlook express',
    `${OWN}<BLOCKQUOTE style="PADDING-RIGHT: 0px; PADDING-LEFT: 5px; BORDER-LEFT: #000000 2px solid"><DIV style="FONT: 10pt arial">----- Original Message ----- </DIV><DIV><B>From:</B> <A href="mailto:mara@desk.test">Mara Lind</A> </DIV><DIV><B>Sent:</B> Tuesday, May 03, 2022 10:22 AM</DIV>${OLD}</BLOCKQUOTE>`,
  ],
  [
    'hotmail',
    `${OWN}<hr id="stopSpelling">Date: Tue, 3 May 2022 10:22:33 +0000<br>From: mara@desk.test<br>To: bo@x.test<br>Subject: Your question<br><br>${OLD}`,
  ],
  [
    'mail.ru',
    `${OWN}<br><br><br>Вторник, 3 мая 2022, 10:22 +03:00 от Mara Lind &lt;mara@desk.test&gt;:<br><blockquote style="border-left:1px solid #0857A6; margin:10px; padding:0 0 0 10px;">${OLD}</blockquote>`,
  ],
  [
    'mail.ru new',
    `${OWN}<div>&nbsp;</div><div data-signature-widget="container"><div>--<br>Bo Berg</div></div><blockquote style="border-left:1px solid #0857A6;margin:10px; padding:0 0 0 10px;">Вторник, 3 мая 2022, 10:22 +03:00 от Mara Lind &lt;mara@desk.test&gt;:<br>&nbsp;${OLD}</blockquote>`,
  ],
  [
    'yahoo',
    `${OWN}<div><br></div><div class="yahoo_quoted" style="display:block"><div style="font-family:x"><div>On Tuesday, May 3, 2022, 10:22 AM, Mara &lt;mara@desk.test&gt; wrote:</div><blockquote>${OLD}</blockquote></div></div>`,
  ],
  [
    'yahoo old',
    `<div>${OWN}<div><br></div><div style="border-top: 1px solid"><b><span style="font-weight:bold">From:</span></b> Mara Lind &lt;mara@desk.test&gt;<br><b><span style="font-weight: bold;">To:</span></b> Bo &lt;bo@x.test&gt;<br><b><span style="font-weight: bold;">Sent:</span></b> Tuesday, May 3, 2022 10:22 AM<br><b><span style="font-weight: bold;">Subject:</span></b> Re: question<br></div>${OLD}</div>`,
  ],
  [
    'aol',
    `${OWN}<br>-----Original Message-----<br>From: Mara Lind &lt;mara@desk.test&gt;<br>To: bo &lt;bo@x.test&gt;<br>Sent: Tue, May 3, 2022 10:22 am<br>Subject: Your question<br><br><div id="yiv123">${OLD}</div>`,
  ],
  [
    'zimbra',
    `${OWN}<hr id="zwchr"><div style="color:#000"><b>From: </b>"Mara" &lt;mara@desk.test&gt;<br><b>To: </b>"Bo" &lt;bo@x.test&gt;<br><b>Sent: </b>Tuesday, May 3, 2022 10:22:33 AM<br><b>Subject: </b>Your question<br></div>${OLD}`,
  ],
  [
    'notes',
    `${OWN}<br><br><tt><font size=2>mara@desk.test wrote on 05/03/2022 10:22:33 AM:<br><br>&gt; Dear Bo<br>&gt; which one?</font></tt>`,
  ],
  [
    'notes table',
    `${OWN}<br><br><br><table width=100%><tr><td><font size=1>From: &nbsp; &nbsp; &nbsp;</font></td><td><font size=1>"Mara Lind" &lt;mara@desk.test&gt;</font></td></tr><tr><td><font size=1>To: &nbsp;</font></td><td><font size=1>"Bo" &lt;bo@x.test&gt;</font></td></tr><tr><td><font size=1>Date: &nbsp;</font></td><td><font size=1>05/03/2022 10:22 AM</font></td></tr><tr><td><font size=1>Subject: &nbsp;</font></td><td><font size=1>Your question</font></td></tr></table><hr>${OLD}`,
  ],
  [
    'notes old',
    `${OWN}<br><table><tr valign=top><td width=40%><font size=1><b>Mara Lind &lt;mara@desk.test&gt;</b> </font><p><font size=1>05/03/2022 10:22 AM</font><td width=59%><table><tr><td><div align=right><font size=1>To</font></div><td><font size=1>bo@x.test</font><tr><td><div align=right><font size=1>cc</font></div><td><tr><td><div align=right><font size=1>Subject</font></div><td><font size=1>Your question</font></table></table>${OLD}`,
  ],
  [
    'outlook de border div',
    `${OWN}<div style="border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal"><b><span lang="DE">Von:</span></b><span> Mara [mailto:mara@desk.test] <br><b>Gesendet:</b> Dienstag, 3. Mai 2022 10:22<br><b>An:</b> Bo<br><b>Betreff:</b> Frage</span></p></div>${OLD}`,
  ],
  [
    'border other colour',
    `${OWN}<div style="border-top:1px solid #ccc"><p><b>De:</b> Mara<br><b>Enviado:</b> martes, 3 de mayo de 2022 10:22<br><b>Para:</b> Bo<br><b>Asunto:</b> pregunta</p></div>${OLD}`,
  ],
  [
    'strong p each',
    `${OWN}<p><strong>From:</strong> Mara Lind</p><p><strong>Sent:</strong> Tuesday, May 3, 2022 10:22 AM</p><p><strong>To:</strong> Bo</p><p><strong>Subject:</strong> Your question</p>${OLD}`,
  ],
  [
    'labels apart',
    `${OWN}<p><b>From:</b></p><p>Mara Lind</p><p><b>Sent:</b></p><p>Tuesday, May 3, 2022 10:22 AM</p><p><b>To:</b></p><p>Bo</p><p><b>Subject:</b></p><p>Your question</p>${OLD}`,
  ],
  [
    'zh table',
    `${OWN}<table><tr><td>发件人：</td><td>${F}</td></tr><tr><td>发送日期：</td><td>2022年5月3日 10:22</td></tr><tr><td>收件人：</td><td>bo@x.test</td></tr><tr><td>主题：</td><td>问题</td></tr></table>${OLD}`,
  ],
  [
    'netease',
    `${OWN}<div>---- 回复的原邮件 ----<table><tr><td>发件人</td><td>${F}</td></tr><tr><td>日期</td><td>2022年05月03日 10:22</td></tr><tr><td>收件人</td><td>bo@x.test</td></tr><tr><td>主题</td><td>问题</td></tr></table></div>${OLD}`,
  ],
  [
    'netease no divider',
    `${OWN}<table><tr><td>发件人</td><td>${F}</td></tr><tr><td>日期</td><td>2022年05月03日 10:22</td></tr><tr><td>收件人</td><td>bo@x.test</td></tr><tr><td>主题</td><td>问题</td></tr></table>${OLD}`,
  ],
  [
    'samsung',
    `${OWN}<div id="composer_signature">Sent from my Galaxy</div><div><br></div><div style="font-size:100%;color:#000000"><!-- originalMessage --><div>-------- Original message --------</div><div>From: Mara &lt;mara@desk.test&gt; </div><div>Date: 03/05/2022  10:22  (GMT+01:00) </div><div>To: bo@x.test </div><div>Subject: q </div></div>${OLD}`,
  ],
  [
    'ja table',
    `${OWN}<div><table><tr><td><b>差出人:</b></td><td>${F}</td></tr><tr><td><b>送信日時:</b></td><td>2022年5月3日 10:22</td></tr><tr><td><b>宛先:</b></td><td>bo@x.test</td></tr><tr><td><b>件名:</b></td><td>質問</td></tr></table></div>${OLD}`,
  ],
];

describe('headers drawn in HTML end the new text', () => {
  test.each(DRAWN)('%s', (_, html) => {
    for (const own of [
      OWN,
      '<p>Yes, please.<br></p>',
      '<div>Yes, please.</div>',
      '<table><tr><td>Yes, please.</td></tr></table>',
    ]) {
      const whole = html.replace(OWN, own);
      expect(newTextOfMail({ text: textOfHtml(whole), html: whole }), own).toBe('Yes, please.');
    }
  });

  test.each(DRAWN)('%s, without what its elements say', (_, html) => {
    expect(newTextOf(textOfHtml(html))).toMatch(/^Yes, please\.(\n\n--\nBo Berg)?$/);
  });

  test.each([
    'From Bo\nTo Ann\nDate 3 May 2022\nSubject money',
    'Sent from bo@x.test\nTo ann@x.test on 3 May 2022',
    'From bo@x.test I sent it\nto ann@x.test\non 3 May 2022',
  ])('but not what somebody wrote: %j', (text) => {
    expect(newTextOf(`Hello.\n\n${text}\n\nWhere is it?`)).toBe(`Hello.\n\n${text}\n\nWhere is it?`);
  });
});

describe('a page of drawn lines', () => {
  test.each(['<hr>', '<hr>&amp;', '<hr><p>', '<hr>a<br>', '<div style="border-top:1px">a</div>'])(
    'takes no more time than other HTML: %s',
    (piece) => {
      const html = piece.repeat(Math.floor(499_000 / piece.length));
      const began = performance.now();
      newTextOfMail({ text: 'Please help', html, from: [] });
      expect(performance.now() - began).toBeLessThan(2500);
    },
  );
});
