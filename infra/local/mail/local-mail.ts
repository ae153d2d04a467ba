import { join } from 'node:path';
import { close, listen } from '../listen.ts';
import type { QueueEngine } from '../queues/local-queue.ts';
import type { Assembly } from '../template/assembly.ts';
import { mailEventDestinationsOf, queueSubscriptionsOf, receiptRulesOf } from '../template/mail-parts.ts';
import { mailboxServer } from './mailbox.ts';
import { misbehaviour } from './misbehaviour.ts';
import { openSentMails, type SentMails } from './sent-mail.ts';
import { sesEndpoint } from './ses-endpoint.ts';
import { smtpEdge } from './smtp-edge.ts';
import { topics } from './topics.ts';
import { DEFAULT_VERDICTS, verdictRules } from './verdicts.ts';

export interface LocalMailOptions {
  readonly assembly: Assembly;
  readonly queues: QueueEngine;
  readonly region: string;
  readonly sent: SentMails;
  readonly verdicts: string | undefined;
  readonly onError: (error: unknown) => void;
}

/** The file of all mail that went out. */
export function sentMailsIn(directory: string): SentMails {
  return openSentMails(join(directory, 'sent-mail.jsonl'));
}

/** Everything around mail that is not the product: the SMTP edge, the SES endpoint and the mailbox. */
export function localMail({ assembly, queues, region, sent, verdicts, onError }: LocalMailOptions) {
  const publish = topics(queueSubscriptionsOf(assembly), queues);
  const faults = misbehaviour();
  const destinations = mailEventDestinationsOf(assembly);
  const ses = sesEndpoint({ region, sent, destinations, publish, misbehaviour: faults, onError });
  const mailbox = mailboxServer(sent, faults);
  const rules = receiptRulesOf(assembly);
  const smtp = smtpEdge({ rules, verdicts: verdictRules(verdicts ?? DEFAULT_VERDICTS), queues, publish, onError });
  return {
    startSes: () => listen(ses, 0, 'the SES endpoint'),
    startMailbox: (port: number) => listen(mailbox, port, 'MAILBOX_PORT'),
    startSmtp: (port: number) => listen(smtp.server, port, 'SMTP_PORT', () => smtp.listen(port, '127.0.0.1')),
    /** Takes no more mail, and finishes what is coming in. */
    stopSmtp: () => new Promise<void>((done) => void smtp.close(() => done())),
    async stop() {
      await Promise.all([close(ses), close(mailbox)]);
    },
  };
}
