/** Roles a person can hold; the names of the wire. */
export type Role = 'end-user' | 'agent' | 'admin';

/** Who a route can be opened to: a role, or nobody in particular. */
export type Caller = Role | 'anonymous';

/** How sure we are of who a person is: an address anyone can type, a mail that passed its checks, or a proven sign-in. */
export type Assurance = 'unverified' | 'verified_mail' | 'signed_in';

/** Who is calling. `anonymous` carries no identity at all. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: number;
      readonly role: Role;
      readonly name: string;
      readonly email: string | null;
      readonly locale: string;
      readonly assurance: Assurance;
      /** The API token used, if any: what a revocation must name. */
      readonly tokenId?: number;
    };

/** The role a principal calls under. */
export function callerOf(principal: Principal): Caller {
  return principal.kind === 'anonymous' ? 'anonymous' : principal.role;
}

/** True for agents and administrators. */
export function isStaff(principal: Principal): boolean {
  return principal.kind === 'user' && principal.role !== 'end-user';
}
