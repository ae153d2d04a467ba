import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { MoorlineConfig } from '../config.ts';

/** Where agents sign in: a second factor always, accounts only by invitation. */
export class AgentPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, config: MoorlineConfig) {
    super(scope, 'AgentPool');
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // The plan that refuses leaked passwords and blocks take-overs; it is billed by the agents who sign in.
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.client = this.pool.addClient('Console', {
      // No secret: the console is a page, and proves itself by PKCE, which Cognito demands of clients without one.
      generateSecret: false,
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: config.signInCallbacks,
        logoutUrls: config.signInCallbacks,
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(12),
    });
    const domain = this.pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: config.signInPrefix } });
    new CfnOutput(this, 'SignInUrl', { description: 'Where agents sign in', value: domain.baseUrl() });
  }

  /** The `iss` of the pool's tokens. */
  get issuer(): string {
    return this.pool.userPoolProviderUrl;
  }

  get keysUrl(): string {
    return `${this.issuer}/.well-known/jwks.json`;
  }
}
