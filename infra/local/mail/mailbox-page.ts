import type { StoredEmail } from './stored-email.ts';

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1b1f24; }
a { color: #0b5cad; text-decoration: none } a:hover { text-decoration: underline }
table { width: 100%; border-collapse: collapse } td, th { padding: .4rem .6rem; border-bottom: 1px solid #e3e6ea; text-align: left; vertical-align: top }
time, .quiet { color: #667079; white-space: nowrap } pre { white-space: pre-wrap; background: #f5f6f8; padding: 1rem; border-radius: 6px }
iframe { width: 100%; height: 34rem; border: 1px solid #e3e6ea; border-radius: 6px }`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${asText(title)}</title><style>${STYLE}</style>${body}</html>`;
}

function asText(text: string): string {
  return text.replace(/[&<>"]/g, (each) => `&#${each.charCodeAt(0)};`);
}

/** The list of what went out, newest first. */
export function mailsPage(mails: readonly StoredEmail[], count: number): string {
  const rows = mails.map(
    ({ messageId, at, destination, subject }) =>
      `<tr><td><time>${asText(at.slice(0, 19).replace('T', ' '))}</time><td>${asText(destination.to.join(', '))}
       <td><a href="/mails/${asText(messageId)}">${asText(subject || '(no subject)')}</a>`,
  );
  const list = rows.length > 0 ? `<table><tr><th>Sent<th>To<th>Subject${rows.join('')}</table>` : '<p>Nothing yet.</p>';
  return page('Mailbox', `<h1>Mailbox</h1><p class="quiet">${count} sent; nothing leaves this machine.</p>${list}`);
}

/** One mail: as HTML in a frame that can do nothing, as text, and as it was sent. */
export function mailPage(mail: StoredEmail): string {
  const { from, destination, subject, at, body, raw } = mail;
  const html = body.html ? `<h2>HTML</h2><iframe sandbox srcdoc="${asText(body.html)}"></iframe>` : '';
  return page(
    subject,
    `<p><a href="/">All mails</a></p><h1>${asText(subject || '(no subject)')}</h1>
     <p>From ${asText(from)}<br>To ${asText([...destination.to, ...destination.cc].join(', '))}<br><time>${asText(at)}</time></p>
     ${html}<h2>Text</h2><pre>${asText(body.text)}</pre><details><summary>As sent</summary><pre>${asText(raw)}</pre></details>`,
  );
}
