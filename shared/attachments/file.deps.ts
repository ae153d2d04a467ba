import * as z from 'zod/mini';
import type { Clock } from '../kernel/clock.ts';
import { idSource, type NewId } from '../kernel/ids.ts';
import { readEnv } from '../platform/env.ts';
import { type Objects, openObjects } from '../platform/objects.ts';
import type { OutsideWithTable } from '../platform/outside.ts';
import { type SecretSource, secretSource } from '../platform/secrets.ts';
import type { Table } from '../platform/table/table.ts';

/** What the use cases of uploads and attachments work with. */
export interface FileDeps {
  readonly table: Table;
  /** The bucket of attachments. */
  readonly objects: Objects;
  readonly secrets: SecretSource;
  /** Scheme and host that serve files. */
  readonly filesUrl: string;
  readonly now: Clock;
  readonly newId: NewId;
  /** A secret nobody can guess, fit for a path. */
  readonly newToken: () => string;
}

/** The dependencies of a deployed function, from its environment. To be made once an instance. */
export function fileDeps(outside: OutsideWithTable): FileDeps {
  const { table, now, random, newToken, requests } = outside;
  const { FILES_BUCKET, FILES_URL } = readEnv({ FILES_BUCKET: z.string(), FILES_URL: z.string() });
  return {
    table,
    objects: openObjects(FILES_BUCKET, requests),
    secrets: secretSource(outside),
    filesUrl: FILES_URL,
    now,
    newId: idSource(now, random),
    newToken,
  };
}
