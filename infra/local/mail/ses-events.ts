import { randomUUID } from 'node:crypto';
import type { HeaderField } from './raw-mail.ts';

/** A mail that something happened to. */
export interface MailEvent {
  readonly messageId: string;
  readonly at: Date;
  readonly envelopeFrom: string;
  readonly recipients: readonly string[];
  readonly configurationSet: string;
  readonly headers: readonly HeaderField[];
  readonly tags: readonly { readonly Name: string; readonly Value: string }[];
}

/** What a configuration set publishes when the recipient's server took a mail. */
export function deliveryEvent(event: MailEvent): object {
  return {
    eventType: 'Delivery',
    mail: mailOf(event),
    delivery: {
      timestamp: event.at.toISOString(),
      processingTimeMillis: 1,
      recipients: event.recipients,
      smtpResponse: '250 2.0.0 OK',
      reportingMTA: 'local.smtp-out.amazonses.com',
    },
  };
}

/** What a configuration set publishes when a mail bounces for good. */
export function bounceEvent(event: MailEvent): object {
  return {
    eventType: 'Bounce',
    mail: mailOf(event),
    bounce: {
      feedbackId: randomUUID(),
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: event.recipients.map((emailAddress) => ({
        emailAddress,
        action: 'failed',
        status: '5.1.1',
        diagnosticCode: 'smtp; 550 5.1.1 user unknown',
      })),
      timestamp: event.at.toISOString(),
      reportingMTA: 'dsn; local.smtp-out.amazonses.com',
    },
  };
}

/** What a configuration set publishes when somebody calls a mail spam. */
export function complaintEvent(event: MailEvent): object {
  return {
    eventType: 'Complaint',
    mail: mailOf(event),
    complaint: {
      feedbackId: randomUUID(),
      complaintSubType: null,
      complainedRecipients: event.recipients.map((emailAddress) => ({ emailAddress })),
      timestamp: event.at.toISOString(),
      userAgent: 'Amazon SES Mailbox Simulator',
      complaintFeedbackType: 'abuse',
      arrivalDate: event.at.toISOString(),
    },
  };
}

function mailOf({ messageId, at, envelopeFrom, recipients, configurationSet, headers, tags }: MailEvent): object {
  const first = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value;
  return {
    timestamp: at.toISOString(),
    source: envelopeFrom,
    sourceArn: 'arn:aws:ses:us-east-1:000000000000:identity/local',
    sendingAccountId: '000000000000',
    messageId,
    destination: recipients,
    headersTruncated: false,
    headers,
    commonHeaders: { from: [first('from') ?? ''], to: recipients, messageId, subject: first('subject') },
    tags: {
      'ses:configuration-set': [configurationSet],
      ...Object.fromEntries(tags.map(({ Name, Value }) => [Name, [Value]])),
    },
  };
}
