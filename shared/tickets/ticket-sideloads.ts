import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';

/** What can come along with tickets: `include=users,groups`. Names that mean nothing here are passed over. */
const SIDELOADS = ['users', 'groups', 'organizations', 'comment_count', 'slas'] as const;
export type Sideload = (typeof SIDELOADS)[number];

/** The query parameter that asks for them. */
export const INCLUDE_QUERY = onFirstUse(() => ({ include: z.optional(z.string().check(z.maxLength(200))) }));

/** The sideloads a request asks for. */
export function sideloadsOf(include: string | undefined): ReadonlySet<Sideload> {
  const asked = (include ?? '').split(',').map((name) => name.trim());
  return new Set(SIDELOADS.filter((name) => asked.includes(name)));
}
