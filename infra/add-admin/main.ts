import { parseArgs } from 'node:util';
import { idSource } from '../../shared/kernel/ids.ts';
import { isEmail, normalEmail } from '../../shared/people/text-rules.ts';
import { awsStack } from '../redrive/deployment.ts';
import { tableName } from '../redrive/stack-resources.ts';
import { makeAdmin } from './make-admin.ts';

/*
 * `npm run add-admin -- --stack Moorline-ENV --email ADDRESS --name NAME [--locale en] [--region R]`: somebody has to be
 * the first who may call the API. With the operator's own credentials; prints an API token, once.
 */
try {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      locale: { type: 'string', default: 'en' },
      region: { type: 'string' },
    },
  });
  const { stack, email = '', name = '', locale, region } = values;
  if (!stack || !name || !isEmail(normalEmail(email)))
    throw new Error('npm run add-admin -- --stack Moorline-ENV --email ADDRESS --name NAME [--locale en] [--region R]');
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
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
