import { isMailTextKey, type MailTextKey, mailText } from '../../platform/i18n/mail-text.ts';
import { isTextKey, text } from '../../platform/i18n/text.ts';
import type { MailContent, Words } from './mail-content.ts';
import { momentText } from './moment.ts';
import type { Block } from './page.ts';

/** What a mail says between its greeting and its footer. */
interface Letter {
  /** What happened, in one line. */
  readonly headline: string;
  /** What a list of mails shows of it beside the subject: what happens next, or the first words. */
  readonly preview: string;
  readonly blocks: readonly Block[];
}
export type Template = (content: MailContent) => Letter;

/** How much of each mail of the last exchange is repeated, the newest first: lines, and characters. */
const QUOTED = [
  { lines: 15, characters: 1_200 },
  { lines: 6, characters: 400 },
] as const;
const PREVIEWED = 140;

/** "We have it": the number, what happens next, and how to add something. */
export const acknowledgement: Template = (content) => ({
  headline: say(content, 'mail.acknowledgement.headline'),
  preview: say(content, 'mail.acknowledgement.next'),
  blocks: [
    paragraph(content, 'mail.acknowledgement.next'),
    paragraph(content, 'mail.acknowledgement.add'),
    facts(content, ['number', 'subject']),
  ],
});

/** An agent's public words, and a little of what they answer. */
export const answer: Template = (content) => {
  const { words, history, linkedFiles, withheldFiles, others, isFirst } = content;
  const blocks: Block[] = [];
  if (words) blocks.push({ kind: 'words', text: words.text, html: words.html });
  if (linkedFiles.length > 0)
    blocks.push(paragraph(content, 'mail.answer.files'), { kind: 'files', links: linkedFiles });
  if (withheldFiles.length > 0) {
    blocks.push(paragraph(content, 'mail.answer.withheld', { files: withheldFiles.join(', ') }));
  }
  if (words) blocks.push(paragraph(content, 'mail.answer.signed', { author: words.author }));
  if (others.length > 0) {
    blocks.push({ kind: 'quiet', text: say(content, 'mail.answer.others', { addresses: others.join(', ') }) });
  }
  blocks.push(...QUOTED.flatMap((atMost, at) => quote(content, history[at], atMost)));
  return {
    headline: say(content, isFirst ? 'mail.answer.headline_first' : 'mail.answer.headline'),
    preview: beginning(words),
    blocks,
  };
};

/** What we need to know from the customer before somebody can work on it. */
export const asked: Template = (content) => ({
  headline: say(content, 'mail.asked.headline'),
  preview: beginning(content.words),
  blocks: content.words ? [{ kind: 'words', text: content.words.text, html: null }] : [],
});

/** A ticket became somebody's, or their group's. */
export const assigned: Template = (content) => ({
  headline: say(content, content.params['to'] === 'group' ? 'mail.assigned.to_group' : 'mail.assigned.to_you'),
  preview: content.ticketSubject,
  blocks: [facts(content, ['number', 'subject', 'priority']), paragraph(content, 'mail.notice.answer_is_note')],
});

/** A customer added something to a ticket of the agent's. */
export const customerCommented: Template = (content) => ({
  headline: say(content, 'mail.customer_commented.wrote', { author: content.words?.author ?? '' }),
  preview: beginning(content.words),
  blocks: [...textOf(content), paragraph(content, 'mail.customer_commented.answer')],
});

/** What somebody said on a ticket that the agent follows. */
export const followed: Template = (content) => {
  const key = `mail.followed.${content.params['says']}`;
  return {
    headline: say(content, isMailTextKey(key) ? key : 'mail.followed.customer', {
      author: content.words?.author ?? '',
    }),
    preview: beginning(content.words),
    blocks: [
      ...textOf(content),
      paragraph(content, 'mail.followed.why'),
      paragraph(content, 'mail.notice.answer_is_note'),
    ],
  };
};

/** A promise about time was broken, or soon will be. */
export const escalated: Template = (content) => {
  const { metric, step, due_at, soon } = content.params;
  const key = `sla.metric.${metric}`;
  const due = say(content, soon ? 'mail.escalated.due_soon' : 'mail.escalated.due', {
    metric: isTextKey(key) ? text(content.locale, key) : String(metric),
    due_at: moment(content, Number(due_at)),
  });
  const broken = Number(step) > 1 ? 'mail.escalated.still_broken' : 'mail.escalated.broken';
  return {
    headline: say(content, soon ? 'mail.escalated.warning' : broken),
    preview: due,
    blocks: [
      { kind: 'text', text: due },
      facts(content, ['number', 'subject', 'priority']),
      paragraph(content, 'mail.notice.answer_is_note'),
    ],
  };
};

/** An answer that the agent sent by mail said nothing new, and is a note. */
export const unsent: Template = (content) => ({
  headline: say(content, 'mail.unsent.headline'),
  preview: say(content, 'mail.unsent.why'),
  blocks: [
    paragraph(content, 'mail.unsent.why'),
    facts(content, ['number', 'subject']),
    paragraph(content, 'mail.notice.answer_is_note'),
  ],
});

/** How were we? Two links, each to a small page; fetching one does not vote. */
export const survey: Template = (content) => ({
  headline: say(content, 'mail.survey.solved'),
  preview: say(content, 'mail.survey.question'),
  blocks: [
    paragraph(content, 'mail.survey.question'),
    {
      kind: 'buttons',
      links: [
        [say(content, 'mail.survey.good'), String(content.params['good'])],
        [say(content, 'mail.survey.bad'), String(content.params['bad'])],
      ],
    },
    paragraph(content, 'mail.survey.not_solved'),
    facts(content, ['number', 'subject']),
  ],
});

/** Somebody's words for staff: what a customer sends as HTML stays in the ticket. */
function textOf(content: MailContent): Block[] {
  const { words } = content;
  const own: Block[] = words ? [{ kind: 'words', text: words.text, html: null }] : [];
  return [...own, facts(content, ['number', 'subject', 'files'])];
}

function say(content: MailContent, key: MailTextKey, params: Record<string, string | number> = {}): string {
  const { locale, company, ticketId } = content;
  return mailText(locale, key, { company, number: ticketId, ...params });
}

function paragraph(content: MailContent, key: MailTextKey, params: Record<string, string | number> = {}): Block {
  return { kind: 'text', text: say(content, key, params) };
}

type Fact = 'number' | 'subject' | 'priority' | 'files';

/** Facts that are known of the ticket, each with its name. */
function facts(content: MailContent, names: readonly Fact[]): Block {
  const { locale, ticketId, ticketSubject, params, fileNames } = content;
  const priority = `sla.priority.${params['priority']}`;
  const values: Record<Fact, string> = {
    number: `#${ticketId}`,
    subject: ticketSubject,
    priority: isTextKey(priority) ? text(locale, priority) : '',
    files: fileNames.join(', '),
  };
  const known = names.filter((name) => values[name] !== '');
  return {
    kind: 'facts',
    between: mailText(locale, 'mail.fact.between'),
    facts: known.map((name) => [mailText(locale, `mail.fact.${name}`), values[name]]),
  };
}

function quote(content: MailContent, words: Words | undefined, atMost: (typeof QUOTED)[number]): Block[] {
  if (!words) return [];
  const lines = words.text.slice(0, atMost.characters).toWellFormed().split('\n');
  const cut = lines.length > atMost.lines || words.text.length > atMost.characters;
  const heading = say(content, words.author ? 'mail.quote.heading' : 'mail.quote.heading_at', {
    author: words.author,
    at: moment(content, words.at),
  });
  return [{ kind: 'quote', heading, text: [...lines.slice(0, atMost.lines), ...(cut ? ['…'] : [])].join('\n') }];
}

function beginning(words: Words | undefined): string {
  const said = (words?.text ?? '').replace(/\s+/g, ' ').trim();
  return said.length > PREVIEWED ? `${said.slice(0, PREVIEWED).toWellFormed()}…` : said;
}

function moment({ locale, timeZone }: MailContent, at: number): string {
  return momentText(at, locale, timeZone);
}
