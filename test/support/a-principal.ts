import type { User } from '../../shared/platform/http/contract.ts';

/** A customer who is signed in. */
export function customerPrincipal(changes: Partial<User> = {}): User {
  return {
    kind: 'user',
    userId: 2001,
    role: 'end-user',
    name: '李雷',
    email: 'li.lei@example.com',
    locale: 'zh-CN',
    assurance: 'signed_in',
    ...changes,
  };
}

/** An agent who is signed in. */
export function agentPrincipal(changes: Partial<User> = {}): User {
  return {
    kind: 'user',
    userId: 1001,
    role: 'agent',
    name: 'Mei Chen',
    email: 'mei@moorline.test',
    locale: 'en',
    assurance: 'signed_in',
    ...changes,
  };
}
