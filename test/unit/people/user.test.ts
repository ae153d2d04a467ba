import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../shared/kernel/principal.ts';
import { assertMayChangeUser, assertMayDeleteUser, mayUseTokensOf } from '../../../shared/people/user.policy.ts';
import { changedUser, deletedUser, newUser, principalOf, type User } from '../../../shared/people/user.ts';
import { agentView, ownView } from '../../../shared/people/user.view.ts';

const NOW = Date.UTC(2026, 0, 1);
const person = (id: number, role: User['role']) =>
  newUser(id, { name: 'P', role, notes: 'secret', tags: ['vip'] }, NOW);

describe('a person', () => {
  it('changes by the named fields and counts versions', () => {
    const before = person(1, 'end-user');
    const after = changedUser(before, { name: ' New\nName ', details: 'd' }, NOW + 5);
    expect(after).toMatchObject({ name: 'New Name', details: 'd', notes: 'secret', version: 2, updated_at: NOW + 5 });
    expect(before.version).toBe(1);
  });

  it('once deleted can be named but not reached', () => {
    const before = newUser(1, { name: 'Ann', email: 'a@b.co', external_id: 'x', phone: '1', organization_id: 3 }, NOW);
    expect(deletedUser(before, NOW)).toMatchObject({
      name: 'Ann',
      email: null,
      external_id: null,
      phone: null,
      organization_id: null,
      active: false,
    });
  });

  it('never sees what agents wrote about them', () => {
    const own = ownView(person(1, 'end-user'), 'https://x.test/api/v2');
    for (const hidden of ['notes', 'details', 'tags', 'suspended', 'external_id', 'user_fields']) {
      expect(own).not.toHaveProperty(hidden);
    }
    expect(agentView(person(1, 'end-user'), 'https://x.test/api/v2')).toMatchObject({ notes: 'secret', tags: ['vip'] });
  });
});

describe('who may change whom', () => {
  const roles = ['end-user', 'agent', 'admin'] as const;
  const may = (check: () => void) => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  const callers: Principal[] = [{ kind: 'anonymous' }, ...roles.map((role, n) => principalOf(person(n + 1, role)))];

  it.each([
    ['anonymous', [false, false, false], [false, false, false]],
    ['end-user', [false, false, false], [false, false, false]],
    ['agent', [true, false, false], [true, false, false]],
    ['admin', [true, true, true], [true, true, true]],
  ])('%s', (name, changes, deletes) => {
    const caller = callers[['anonymous', 'end-user', 'agent', 'admin'].indexOf(name)] ?? { kind: 'anonymous' };
    const others = roles.map((role) => person(99, role));
    expect(others.map((other) => may(() => assertMayChangeUser(caller, other, { notes: 'x' })))).toEqual(changes);
    expect(others.map((other) => may(() => assertMayDeleteUser(caller, other)))).toEqual(deletes);
  });

  it('tokens: administrators everybody’s, agents their own, customers none', () => {
    const own = callers.map((caller) => mayUseTokensOf(caller, caller.kind === 'user' ? caller.userId : 0));
    const others = callers.map((caller) => mayUseTokensOf(caller, 99));
    expect([own, others]).toEqual([
      [false, false, true, true],
      [false, false, false, true],
    ]);
  });
});
