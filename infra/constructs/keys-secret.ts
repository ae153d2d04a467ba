import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';

const KEY = { passwordLength: 64, excludePunctuation: true };

/**
 * The deployment's keys as `shared/platform/secrets.ts` reads them, complete from the first minute. Secrets Manager makes
 * one random value a secret, so the second key is made by a secret of its own and copied in when the first deployment
 * resolves the reference. How the exchange signs its customers' tokens is put in later, by hand: the runbook says how.
 */
export class KeysSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct) {
    super(scope, 'Keys');
    const linkKey = new Secret(this, 'FirstLinkKey', {
      description: 'Moorline: where the first link key came from; not read afterwards',
      generateSecretString: KEY,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.secret = new Secret(this, 'Secret', {
      description: 'Moorline: keys for mail, links and customer tokens',
      generateSecretString: {
        ...KEY,
        generateStringKey: 'mail_key',
        // Never change this text: CloudFormation would make all keys anew, and every link and address in the world would die.
        secretStringTemplate: JSON.stringify({
          link_key: linkKey.secretValue.unsafeUnwrap(),
          customer_jwt: { issuer: 'not-configured' },
        }),
      },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason:
        'Links and reply addresses in mails that customers keep are signed with these keys, so a rotation must keep the previous key for months: the runbook rotates them in two steps.',
    });
  }
}
