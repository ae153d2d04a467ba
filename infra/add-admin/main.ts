import { parseArgs } from 'node:util';
import { idSource } from '../../shared/kernel/ids.ts';
import { isEmail, normalEmail } from '../../shared/people/text-rules.ts';
import { endWith, HelpAsked, UsageError } from '../command-line.ts';
import { awsStack } from '../redrive/deployment.ts';
import { tableName } from '../redrive/stack-resources.ts';
import { makeAdmin } from './make-admin.ts';

const USAGE = `npm run add-admin -- --stack Moorline-ENV --email ADDRESS --name NAME [options]

Makes the first administrator of a deployment: somebody has to be the first who may call the API. Goes to AWS with your own
credentials, and prints an API token, once.

  --stack NAME     the deployment, for instance Moorline-production
  --email ADDRESS  of the administrator
  --name NAME      of the administrator
  --locale TAG     the language that they read (en unless named)
  --region REGION  of the stack`;

/** `npm run add-admin`. */
try {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      locale: { type: 'string', default: 'en' },
      region: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) throw new HelpAsked(USAGE);
  const { stack, email = '', name = '', locale, region } = values;
  if (!stack || !name || !isEmail(normalEmail(email))) throw new UsageError(USAGE);
  const deployment = await awsStack(stack, region);
  if (region) process.env['AWS_REGION'] = region;
  process.env['TABLE_NAME'] = tableName(deployment.resources);
  const { awsWithTable } = await import('../../shared/platform/aws-table.ts');
  const { table, now, random } = awsWithTable();
  const context = { now: now(), newId: idSource(now, random) };
  const { id, apiToken } = await makeAdmin(table, { email: normalEmail(email), name, locale }, context);
  process.stdout.write(`${email} is administrator ${id} of ${deployment.name}. Shown this once:\n\n  ${apiToken}\n\n`);
  process.stdout.write(`Try it: curl -u '${email}/token:${apiToken}' https://API/api/v2/users/me.json\n`);
} catch (error) {
  endWith(error);
}
