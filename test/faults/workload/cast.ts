import { createHmac } from 'node:crypto';
import { idSource, type NewId } from '../../../shared/kernel/ids.ts';
import { createApiToken } from '../../../shared/people/api-token.store.ts';
import { createUser } from '../../../shared/people/user.store.ts';
import { createGroup, joinGroup } from '../../../shared/people/write-group.store.ts';
import { openTable, type Table } from '../../../shared/platform/table/table.ts';
import { usualLadder } from '../../../shared/sla/ladder.ts';
import { putPolicy } from '../../../shared/sla/sla-policy.store.ts';
import type { PolicyTarget, SlaPolicy } from '../../../shared/sla/sla-policy.ts';
import { moveSweepCursor } from '../../../shared/timers/timer.store.ts';
import { putWebhook } from '../../../shared/webhooks/webhook.store.ts';
import type { Webhook } from '../../../shared/webhooks/webhook.ts';
import { newSigningSecret } from '../../../shared/webhooks/webhook-secrets.deps.ts';
import { anSlaPolicy, promised } from '../../support/an-sla-policy.ts';
import type { Credentials } from '../../support/call-api.ts';
import type { Chance } from '../chance.ts';
import { KEYS, SECRETS, STEP_SECONDS, TABLE } from '../world/environment.ts';
import type { World } from '../world/world.ts';

export interface Agent {
  readonly id: number;
  readonly email: string;
  readonly as: Credentials;
}

export interface Customer {
  readonly email: string;
  /** Signs in anew each time, as a page of the exchange would. */
  readonly as: () => Credentials;
}

/** Everybody who takes part. */
export interface Cast {
  readonly groupId: number;
  readonly admin: Agent;
  readonly agents: readonly Agent[];
  readonly apiCustomers: readonly Customer[];
  readonly mailCustomers: readonly string[];
  /** Called with every step of an escalation. */
  readonly webhook: Webhook;
}

/** The table without any trouble, for setting up and for checking. */
export function calmTable(world: World): Table {
  const client = { send: (command: Parameters<World['engine']['execute']>[0]) => world.engine.execute(command) };
  return openTable(client as never, TABLE, { pause: world.time.sleep, random: () => 0.5 });
}

export const bouncing = (address: string): boolean => address.startsWith('bounce');
export const complaining = (address: string): boolean => address.startsWith('complaint');

/** People, a group and a promise, written before anything goes wrong. */
export async function setTheScene(world: World, chance: Chance): Promise<Cast> {
  const table = calmTable(world);
  const context = { now: world.time.now(), newId: idSource(world.time.now, chance.next) };
  const group = await createGroup(table, { name: 'Support' }, context);
  const staff = (role: 'agent' | 'admin', name: string, supervisor: boolean) =>
    hire(table, { role, email: `${name}@moorline.test`, groupId: group.id, supervisor }, context);
  const admin = await staff('admin', 'ada', true);
  const agents: Agent[] = [];
  for (let at = 0, many = chance.between(1, 3); at < many; at++)
    agents.push(await staff('agent', `agent${at}`, at === 0));
  const targets = [
    ...promised('first_reply_time', [9, 7, 5, 3]),
    ...promised('next_reply_time', [9, 7, 5, 3]),
    ...promised('requester_wait_time', [30, 20, 15, 10]),
    ...promised('agent_work_time', [35, 35, 35, 35]),
  ];
  const webhook = await register(table, admin, context);
  const { steps } = usualLadder(STEP_SECONDS);
  const calls = { type: 'webhook', webhook_id: String(webhook.id) } as const;
  const told = steps.map(({ at, actions }) => ({ at, actions: [...actions, calls] }));
  // Nobody is told of the work of agents, which is broken last.
  const escalations = [
    { metric: null, steps: told },
    { metric: 'agent_work_time' as const, steps: [] },
  ];
  await promiseEveryTicket(table, targets, context.now, { escalations });
  // As after a year of sweeps, not as before the first.
  await moveSweepCursor(table, undefined, context.now);
  const special = ['bounce', 'complaint', 'usual', 'usual'] as const;
  const mailCustomers = Array.from(
    { length: chance.between(1, 3) },
    (_, at) => `${chance.pick(special)}${at}@mail.test`,
  );
  const apiCustomers = Array.from({ length: chance.between(1, 3) }, (_, at) => signedIn(world, at));
  return { groupId: group.id, admin, agents, mailCustomers, apiCustomers, webhook };
}

/** A member of staff in a group, with a token for the API. */
export async function hire(
  table: Table,
  who: {
    readonly role: 'agent' | 'admin';
    readonly email: string;
    readonly groupId: number;
    readonly supervisor: boolean;
  },
  context: { readonly now: number; readonly newId: NewId },
): Promise<Agent> {
  const { role, email, groupId, supervisor } = who;
  const user = await createUser(table, { role, name: email.replace(/@.*/, ''), email, verified: true }, context);
  await joinGroup(table, { user_id: user.id, group_id: groupId, supervisor }, context);
  const { secret } = await createApiToken(table, { user_id: user.id, description: 'world' }, context);
  return { id: user.id, email, as: { email, apiToken: secret } };
}

/** A server that is told of escalations. */
async function register(table: Table, admin: Agent, context: { readonly now: number; readonly newId: NewId }) {
  const id = context.newId();
  const webhook: Webhook = {
    ...{ id, version: 1, name: 'On call', description: null, endpoint: 'https://on-call.test/hook' },
    ...{ http_method: 'POST', status: 'active', custom_headers: {}, authentication: null },
    signing_secret: newSigningSecret(id, [KEYS.link_key]),
    ...{ created_at: context.now, created_by: admin.id, updated_at: context.now, updated_by: admin.id },
  };
  await putWebhook(table, undefined, webhook);
  return webhook;
}

/** One promise, for every ticket alike. */
export async function promiseEveryTicket(
  table: Table,
  targets: PolicyTarget[],
  now: number,
  more: Partial<SlaPolicy> = {},
): Promise<void> {
  const policy = anSlaPolicy({ id: 7, title: 'Every ticket', targets, created_at: now, updated_at: now, ...more });
  await putPolicy(table, undefined, policy, { ids: [policy.id], version: 0 });
}

function signedIn(world: World, at: number): Customer {
  const email = `customer${at}@api.test`;
  return {
    email,
    as() {
      const seconds = Math.floor(world.time.now() / 1_000);
      const person = { external_id: `uid-${at}`, email, email_verified: true, name: email };
      return { jwt: jwt({ iss: SECRETS.customer_jwt.issuer, ...person, iat: seconds, exp: seconds + 600 }) };
    },
  };
}

/** A token as the exchange signs it (RFC 7519, HS256). At once: the clock does not wait for clients. */
function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', SECRETS.customer_jwt.secret).update(signed).digest('base64url')}`;
}
