import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR } from '../../shared/kernel/clock.ts';
import { countMail } from '../../shared/mail/mail-count.store.ts';
import { subjectKind } from '../../shared/mail/subject-kind.ts';
import type { Table } from '../../shared/platform/table/table.ts';
import { aTable } from '../support/table.ts';

const AT = 500 * HOUR;

describe('the mails of an address within an hour', () => {
  let table: Table;

  beforeEach(async () => {
    table = await aTable();
  });

  const count = (id: string, subject?: string, address = 'wang@customer.test', at = AT) =>
    countMail(table, 'ticket', { id, address, subject }, at);

  test('are counted by address and hour, and those with the same subject apart', async () => {
    expect(await count('1', 'Hello')).toEqual({ mails: 1, alike: 1 });
    expect(await count('2', 'Re: Hello')).toEqual({ mails: 2, alike: 2 });
    expect(await count('3', 'Bye')).toEqual({ mails: 3, alike: 1 });
    expect(await count('4')).toEqual({ mails: 4, alike: 0 });
    expect(await count('5', 'Hello', 'li@customer.test')).toEqual({ mails: 1, alike: 1 });
    expect(await count('6', 'Hello', undefined, AT + HOUR)).toEqual({ mails: 1, alike: 1 });
  });

  test('count once, however often each is tried', async () => {
    for (let at = 0; at < 5; at++) expect(await count('1', 'Hello')).toEqual({ mails: 1, alike: 1 });
    await Promise.all(['2', '3', '2', '3'].map((id) => count(id, 'Hello')));
    expect(await count('1', 'Hello')).toEqual({ mails: 3, alike: 3 });
  });

  test('are too many to be counted, when they are a flood', async () => {
    for (let at = 0; at <= 100; at++) await count(`mail ${at}`, 'Hello');
    const beyond = { mails: Number.POSITIVE_INFINITY, alike: Number.POSITIVE_INFINITY };
    expect(await count('one more', 'Other')).toEqual(beyond);
  });
});

describe('two subjects', () => {
  test.each([
    ['Hello', 'Re: Hello'],
    ['Hello', 'RE: AW: Re[2]: Hello'],
    ['[#12] Hello', 'Re: [#15] Re: [#12] Hello'],
    ['您好', '回复：您好'],
    ['Hello!', 'hello'],
  ])('%s and %s are alike', (one, other) => {
    expect(subjectKind(one)).toBe(subjectKind(other));
  });

  test.each([
    ['Order 1', 'Order 2'],
    ['Hello', 'Bye'],
    ['提现', '充值'],
  ])('%s and %s are not', (one, other) => {
    expect(subjectKind(one)).not.toBe(subjectKind(other));
  });
});
