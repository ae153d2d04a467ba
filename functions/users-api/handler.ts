import * as z from 'zod/mini';
import { makeId } from '../../shared/kernel/ids.ts';
import { httpDeps } from '../../shared/people/http-deps.store.ts';
import { usersApi } from '../../shared/people/users.api.ts';
import { theTable } from '../../shared/platform/aws.ts';
import { readEnv } from '../../shared/platform/env.ts';
import { resourceApi } from '../../shared/platform/http/resource-api.ts';
import { usersUseCases } from './use-cases.ts';

const table = theTable();
const { DEFAULT_LOCALE } = readEnv({ DEFAULT_LOCALE: z.string() });

export const handler = resourceApi(usersApi, usersUseCases, {
  ...httpDeps(table),
  table,
  newId: () => makeId(Date.now(), Math.random()),
  defaultLocale: DEFAULT_LOCALE,
});
