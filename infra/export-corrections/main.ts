import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { endWith, HelpAsked, UsageError } from '../command-line.ts';
import { AXES, type Axis, type GivenCorrection, trainingLines } from './training-lines.ts';

const USAGE = `npm run -s corrections -- [options] > FILE.jsonl

Writes what agents said otherwise than the rules as lines of training data, for npm run train: {"text", "label", ...}.
Words by which a customer could be found again are left out. Asks the API as an administrator.

  --axis AXIS    what the label is: ${AXES.join(', ')} (category unless named)
  --api URL      scheme and host of the API; the local run's unless named
  --email ADDRESS, and the token in the environment as MOORLINE_TOKEN; the local run's administrator unless named
`;

const options = {
  axis: { type: 'string' },
  api: { type: 'string' },
  email: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `npm run corrections`. */
try {
  const { values } = parsed(process.argv.slice(2));
  if (values.help) throw new HelpAsked(USAGE);
  const axis = AXES.find((each) => each === (values.axis ?? ('category' satisfies Axis)));
  if (!axis) throw new UsageError(`There is no axis ${values.axis}.\n\n${USAGE}`);
  const { api, email, token } = values.api ? named(values.api, values.email) : local();
  const lines = trainingLines(await corrections(api, `${email}/token:${token}`), axis);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  process.stderr.write(`${lines.length} lines\n`);
} catch (error) {
  endWith(error);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function named(api: string, email: string | undefined) {
  const token = process.env['MOORLINE_TOKEN'];
  if (!email || !token) throw new UsageError(USAGE);
  return { api, email, token };
}

function local() {
  const file = `${process.env['MOORLINE_DATA'] ?? '.local'}/run.json`;
  let run: { api: string; agents: { email: string; role: string; apiToken: string }[] };
  try {
    run = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new UsageError(`No instance runs here (there is no ${file}).\n\n${USAGE}`);
  }
  const admin = run.agents.find(({ role }) => role === 'admin');
  if (!admin) throw new Error('The instance has no administrator');
  return { api: run.api, email: admin.email, token: admin.apiToken };
}

async function corrections(api: string, credentials: string): Promise<GivenCorrection[]> {
  const all: GivenCorrection[] = [];
  const headers = { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
  for (let url: string | null = `${api}/api/v2/intake/corrections?page[size]=100`; url; ) {
    const answer: Response = await fetch(url, { headers });
    if (!answer.ok) throw new Error(`The API answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    const page = (await answer.json()) as { corrections: GivenCorrection[]; links: { next: string | null } };
    all.push(...page.corrections);
    url = page.links.next;
  }
  return all;
}
