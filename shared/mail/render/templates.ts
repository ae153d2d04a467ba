import { isTextKey, type TextKey, text } from '../../platform/i18n/text.ts';
import type { MailContent } from './mail-content.ts';
import type { Block } from './page.ts';

/** What a mail says between its greeting and its footer. */
export type TemplateText = (content: MailContent) => readonly Block[];

const QUOTED_LINES = 15;
const QUOTED_AT_MOST = 1_200;

/** "We have it": the number, what happens next, and what we never ask for. */
export const acknowledgement: TemplateText = (content) => [
  say(content, 'mail.acknowledgement.received'),
  facts(content, ['number', 'subject']),
  say(content, 'mail.acknowledgement.add'),
  say(content, 'mail.acknowledgement.never_ask'),
];

/** An agent's public words, and a little of what they answer. */
export const answer: TemplateText = (content) => {
  const { words, answered, linkedFiles } = content;
  const blocks: Block[] = [];
  if (words) blocks.push({ kind: 'words', text: words.text, html: words.html });
  if (linkedFiles.length > 0) {
    blocks.push(say(content, 'mail.answer.files'), { kind: 'links', links: linkedFiles });
  }
  if (words) blocks.push(say(content, 'mail.answer.signed', { author: words.author }));
  if (answered) blocks.push(quote(content, answered));
  return blocks;
};

/** A ticket became somebody's, or their group's. */
export const assigned: TemplateText = (content) => [
  say(content, content.params['to'] === 'group' ? 'mail.assigned.to_group' : 'mail.assigned.to_you'),
  facts(content, ['number', 'subject']),
];

/** A customer added something to a ticket of the agent's. */
export const customerCommented: TemplateText = (content) => [
  say(content, 'mail.customer_commented.wrote', { author: content.words?.author ?? '' }),
  ...(content.words ? [{ kind: 'words', text: content.words.text, html: null } as const] : []),
  facts(content, ['number', 'subject']),
  say(content, 'mail.customer_commented.answer'),
];

/** A promise about time was broken. */
export const escalated: TemplateText = (content) => {
  const { metric, step, due_at } = content.params;
  const key = `sla.metric.${metric}`;
  return [
    say(content, Number(step) > 1 ? 'mail.escalated.still_broken' : 'mail.escalated.broken', {
      metric: isTextKey(key) ? text(content.locale, key) : String(metric),
      due_at: moment(Number(due_at)),
    }),
    facts(content, ['number', 'subject']),
  ];
};

/** How were we? Two links, each to a small page; fetching one does not vote. */
export const survey: TemplateText = (content) => [
  say(content, 'mail.survey.solved'),
  facts(content, ['number', 'subject']),
  say(content, 'mail.survey.question'),
  {
    kind: 'links',
    links: [
      [text(content.locale, 'mail.survey.good'), String(content.params['good'])],
      [text(content.locale, 'mail.survey.bad'), String(content.params['bad'])],
    ],
  },
];

function say(content: MailContent, key: TextKey, params: Record<string, string | number> = {}): Block {
  const { locale, company, ticketId } = content;
  return { kind: 'text', text: text(locale, key, { company, number: ticketId, ...params }) };
}

function facts({ locale, ticketId, ticketSubject }: MailContent, names: readonly ('number' | 'subject')[]): Block {
  const values = { number: `#${ticketId}`, subject: ticketSubject };
  return { kind: 'facts', facts: names.map((name) => [text(locale, `mail.fact.${name}`), values[name]]) };
}

function quote({ locale }: MailContent, words: NonNullable<MailContent['answered']>): Block {
  const lines = words.text.slice(0, QUOTED_AT_MOST).split('\n');
  const cut = lines.length > QUOTED_LINES || words.text.length > QUOTED_AT_MOST;
  return {
    kind: 'quote',
    heading: text(locale, words.author ? 'mail.quote.heading' : 'mail.quote.heading_at', {
      author: words.author,
      at: moment(words.at),
    }),
    text: [...lines.slice(0, QUOTED_LINES), ...(cut ? ['…'] : [])].join('\n'),
  };
}

function moment(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
