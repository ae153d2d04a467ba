import { parseArgs } from 'node:util';

/** What can be done to the running service; each has its share of the traffic. */
export const OPERATIONS = ['mail', 'create', 'read', 'update'] as const;
export type Operation = (typeof OPERATIONS)[number];
export type Mix = Readonly<Record<Operation, number>>;

/** A stretch of time with one rate. */
export interface Phase {
  readonly name: string;
  readonly rate: number;
  readonly seconds: number;
  /** Not part of the figures. */
  readonly warmUp?: true;
}

export interface LoadOptions {
  readonly phases: readonly Phase[];
  readonly mix: Mix;
  readonly crash: boolean;
  /** Where `run.json` of an instance is that is to be used; without it one is started for this. */
  readonly running: string | undefined;
  /** Mails a second that the mail service takes, as an account of SES has it; no limit unless named. */
  readonly mailRate: number | undefined;
  readonly seed: number;
}

const USAGE = `npm run load -- [--rate 5] [--minutes 2] [--mix mail=2,create=1,read=5,update=2]
             [--scenario crash [--base 1]] [--mail-rate N] [--seed 1] [--running [DIRECTORY]]

  --rate       operations a second, all together
  --scenario   crash: one minute of --base a second, two minutes of fifty times that, one minute of --base
  --mail-rate  mails a second that the mail service takes before it says "too fast"
  --running    use the instance whose run.json is in DIRECTORY (.local) rather than start one that keeps nothing
`;

const CRASH = { times: 50, calmSeconds: 60, seconds: 120 };
const WARM_UP_SECONDS = 15;

/** Reads the command line. Throws, with how it is used, for what it does not know. */
export function readLoadOptions(args: readonly string[]): LoadOptions {
  try {
    const { values } = parseArgs({
      args: args.map((each) => (each === '--running' ? '--running=.local' : each)),
      options: {
        rate: { type: 'string', default: '5' },
        minutes: { type: 'string', default: '2' },
        mix: { type: 'string', default: 'mail=2,create=1,read=5,update=2' },
        scenario: { type: 'string' },
        base: { type: 'string', default: '1' },
        'mail-rate': { type: 'string' },
        seed: { type: 'string', default: '1' },
        running: { type: 'string' },
      },
    });
    const crash = values.scenario !== undefined;
    if (crash && values.scenario !== 'crash') throw new Error(`There is no scenario "${values.scenario}"`);
    return {
      phases: crash ? crashPhases(positive(values.base)) : steady(positive(values.rate), positive(values.minutes) * 60),
      mix: mixOf(values.mix),
      crash,
      running: values.running,
      mailRate: values['mail-rate'] === undefined ? undefined : positive(values['mail-rate']),
      seed: positive(values.seed),
    };
  } catch (cause) {
    throw new Error(`${(cause as Error).message}\n\n${USAGE}`, { cause });
  }
}

function steady(rate: number, seconds: number): Phase[] {
  return [
    { name: 'warm-up', rate, seconds: WARM_UP_SECONDS, warmUp: true },
    { name: 'steady', rate, seconds },
  ];
}

function crashPhases(base: number): Phase[] {
  return [
    { name: 'warm-up', rate: 5 * base, seconds: WARM_UP_SECONDS, warmUp: true },
    { name: 'calm', rate: base, seconds: CRASH.calmSeconds },
    { name: 'crash', rate: base * CRASH.times, seconds: CRASH.seconds },
    { name: 'calm again', rate: base, seconds: CRASH.calmSeconds },
  ];
}

function mixOf(text: string): Mix {
  const mix: Record<Operation, number> = { mail: 0, create: 0, read: 0, update: 0 };
  for (const part of text.split(',')) {
    const [name = '', share = ''] = part.split('=');
    if (!Object.hasOwn(mix, name)) throw new Error(`There is no operation "${name}", only: ${OPERATIONS.join(', ')}`);
    mix[name as Operation] = positive(share);
  }
  return mix;
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`"${text}" is not a number above 0`);
  return value;
}
