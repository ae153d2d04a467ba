import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

/**
 * The deployment's key as `shared/platform/secrets.ts` reads it, there from the first minute. How the exchange signs its
 * customers' tokens is put in later, by hand: the runbook says how.
 */
export class KeysSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct) {
    super(scope, 'Keys');
    this.secret = new Secret(this, 'Secret', {
      description: 'Moorline: the key for mail and links, and those of customer tokens',
      generateSecretString: {
        passwordLength: 64,
        excludePunctuation: true,
        generateStringKey: 'signing_key',
        // Never change this text: CloudFormation would make the key anew, and every link and address in the world would die.
        secretStringTemplate: JSON.stringify({ customer_jwt: { issuer: 'not-configured' } }),
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Links and reply addresses in mails that customers keep are signed with this key, so a rotation must keep the previous one for months: the runbook rotates them in two steps.',
    });
  }
}
