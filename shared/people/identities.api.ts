import * as z from 'zod/mini';
import { onFirstUse } from '../kernel/on-first-use.ts';
import { route } from '../platform/http/contract.ts';
import { IDENTITY_TYPES } from './identity.ts';
import { IdentityWire } from './user.view.ts';
import { Id, text } from './wire-fields.ts';

const STAFF = ['agent', 'admin'] as const;
const OfUser = onFirstUse(() => z.object({ user_id: Id }));
const IdentityParams = onFirstUse(() => z.object({ user_id: Id, id: Id }));
const One = onFirstUse(() => z.object({ identity: IdentityWire }));
const Many = onFirstUse(() =>
  z.object({
    identities: z.array(IdentityWire),
    count: z.int(),
    next_page: z.null(),
    previous_page: z.null(),
  }),
);

const base = '/api/v2/users/{user_id}/identities';

/** The ways to reach a person: part of the users' resource. */
export const identityRoutes = {
  listOwnIdentities: route({
    method: 'GET',
    path: '/api/v2/users/me/identities',
    summary: "The caller's own addresses and numbers",
    allow: ['end-user', ...STAFF],
    response: Many,
  }),
  listIdentities: route({
    method: 'GET',
    path: base,
    summary: "A person's addresses and numbers",
    allow: STAFF,
    params: OfUser,
    response: Many,
  }),
  showIdentity: route({
    method: 'GET',
    path: `${base}/{id}`,
    summary: 'One of their addresses or numbers',
    allow: STAFF,
    params: IdentityParams,
    response: One,
  }),
  createIdentity: route({
    method: 'POST',
    path: base,
    summary: 'Add an address or number to a person',
    allow: STAFF,
    params: OfUser,
    body: () =>
      z.object({
        identity: z.object({
          type: z.enum(IDENTITY_TYPES),
          value: text(255).check(z.minLength(1)),
          verified: z.optional(z.boolean()),
          primary: z.optional(z.boolean()),
        }),
      }),
    status: 201,
    response: One,
  }),
  updateIdentity: route({
    method: 'PUT',
    path: `${base}/{id}`,
    summary: 'Say whether an address or number is proven',
    allow: STAFF,
    params: IdentityParams,
    body: () => z.object({ identity: z.object({ verified: z.optional(z.boolean()) }) }),
    response: One,
  }),
  verifyIdentity: route({
    method: 'PUT',
    path: `${base}/{id}/verify`,
    summary: 'Mark an address or number as proven',
    allow: STAFF,
    params: IdentityParams,
    response: One,
  }),
  makeIdentityPrimary: route({
    method: 'PUT',
    path: `${base}/{id}/make_primary`,
    summary: 'Make an address the one the person is written to',
    allow: STAFF,
    params: IdentityParams,
    response: Many,
  }),
  requestIdentityVerification: route({
    method: 'PUT',
    path: `${base}/{id}/request_verification`,
    summary: 'Ask the person to prove an address',
    allow: STAFF,
    params: IdentityParams,
    response: () => z.object({}),
  }),
  deleteIdentity: route({
    method: 'DELETE',
    path: `${base}/{id}`,
    summary: 'Take an address or number from a person',
    allow: STAFF,
    params: IdentityParams,
    status: 204,
  }),
};
