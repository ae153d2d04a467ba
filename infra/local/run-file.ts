import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** An agent of the seed, with what is needed to call the API as them. */
export interface SeededAgent {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly groups: readonly string[];
  /** Groups whose escalations they are told of. */
  readonly supervisorOf: readonly string[];
  readonly apiToken: string;
}

/** What `run.json` says to whoever wants to use a running instance. */
export interface RunInfo {
  readonly api: string;
  /** Where files are served; links to them are in what the API answers. */
  readonly files: string;
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mailbox: string;
  readonly supportAddress: string;
  readonly agents: readonly SeededAgent[];
  readonly customerJwt: { readonly alg: 'HS256'; readonly secret: string; readonly issuer: string };
  readonly pid: number;
  /** What stands in for AWS, for tools of operators: where it is, and what the stack's queues and tables are called. */
  readonly aws: {
    readonly region: string;
    readonly endpoints: { readonly sqs: string; readonly dynamodb: string };
    readonly resources: readonly { readonly logicalId: string; readonly type: string; readonly id: string }[];
  };
}

/** Writes it all at once: whoever sees the file sees a run that is ready. */
export function writeRunFile(file: string, info: RunInfo): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Before a start and after a stop nothing is ready. */
export function removeRunFile(file: string): void {
  rmSync(file, { force: true });
}
