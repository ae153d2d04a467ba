import type { MoorlineConfig } from './config.ts';

/** What functions read from their environment besides the names of what they may touch. */
export type Setting =
  | 'PUBLIC_URL'
  | 'FILES_URL'
  | 'MALWARE_SCAN'
  | 'SUPPORT_ADDRESSES'
  | 'MAIL_DOMAIN'
  | 'COMPANY_NAME'
  | 'DEFAULT_LOCALE'
  | 'RATE_LIMIT_PER_MINUTE'
  | 'AGENT_POOL_ISSUER'
  | 'AGENT_POOL_CLIENT_ID'
  | 'AGENT_JWKS_URL'
  | 'SURVEY_DELAY_SECONDS'
  | 'CLOSE_AFTER_DAYS'
  | 'ESCALATION_STEP_SECONDS'
  | 'INTAKE_ASKS'
  | 'INTAKE_DEADLINE_SECONDS'
  | 'TRIAGE_GROUP';

/** Values that are only known once the stack has its resources. */
interface Deployed {
  readonly publicUrl: string;
  readonly filesUrl: string;
  readonly agentIssuer: string;
  readonly agentClientId: string;
  readonly agentKeysUrl: string;
}

/** The value of every setting. */
export function settingsOf(config: MoorlineConfig, deployed: Deployed): Record<Setting, string> {
  return {
    PUBLIC_URL: deployed.publicUrl,
    FILES_URL: deployed.filesUrl,
    MALWARE_SCAN: config.malwareScan ? 'on' : 'off',
    SUPPORT_ADDRESSES: config.mail.supportAddresses.join(','),
    MAIL_DOMAIN: config.mail.domain,
    COMPANY_NAME: config.companyName,
    DEFAULT_LOCALE: config.defaultLocale,
    RATE_LIMIT_PER_MINUTE: String(config.rateLimit.perMinute),
    AGENT_POOL_ISSUER: deployed.agentIssuer,
    AGENT_POOL_CLIENT_ID: deployed.agentClientId,
    AGENT_JWKS_URL: deployed.agentKeysUrl,
    SURVEY_DELAY_SECONDS: String(config.surveyDelaySeconds),
    CLOSE_AFTER_DAYS: String(config.closeAfterDays),
    ESCALATION_STEP_SECONDS: String(config.escalationStepSeconds),
    INTAKE_ASKS: config.intake.asks ? 'on' : 'off',
    INTAKE_DEADLINE_SECONDS: String(config.intake.deadlineHours * 3600),
    TRIAGE_GROUP: config.intake.triageGroup ?? '',
  };
}
