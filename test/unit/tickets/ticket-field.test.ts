import { describe, expect, test } from 'vitest';
import { DomainError } from '../../../shared/kernel/errors.ts';
import {
  changedTicketField,
  newTicketField,
  withOption,
  withoutOption,
} from '../../../shared/tickets/change-ticket-field.ts';
import { checkedValues, SYSTEM_FIELDS, type TicketField } from '../../../shared/tickets/ticket-field.ts';
import { aClock } from '../../support/clock.ts';

const clock = aClock();
const context = { now: clock.now(), newId: clock.newId };
const field = (type: TicketField['type'], more: Partial<TicketField> = {}): TicketField => ({
  ...newTicketField(
    {
      type,
      title: 'Asset',
      ...(type === 'tagger' || type === 'multiselect'
        ? {
            custom_field_options: [
              { name: 'Bitcoin', value: 'btc' },
              { name: 'Ether', value: 'eth' },
            ],
          }
        : {}),
      ...(type === 'regexp' ? { regexp_for_validation: '^0x[0-9a-f]{4}$' } : {}),
    },
    context,
  ),
  ...more,
});
const keep = (type: TicketField['type'], value: unknown) => {
  const one = field(type);
  return checkedValues([{ id: one.id, value }], [one])[0]?.value;
};
const refused = (type: TicketField['type'], value: unknown) => {
  const one = field(type);
  try {
    checkedValues([{ id: one.id, value }], [one]);
  } catch (error) {
    return error instanceof DomainError ? error.fields[0]?.field === `custom_fields.${one.id}` : false;
  }
  return false;
};

describe('a value of a custom field', () => {
  test('is none that a pattern from before would look at for ever: there it has none until the pattern is another', () => {
    const old = field('regexp', { regexp_for_validation: '^(?=(a+)+$).*$' });
    const from = performance.now();
    for (const value of ['aaaa', `${'a'.repeat(200)}b`])
      expect(() => checkedValues([{ id: old.id, value }], [old])).toThrow(DomainError);
    expect(performance.now() - from).toBeLessThan(1_000);
  });

  test.each<[TicketField['type'], unknown, unknown]>([
    ['text', '提现', '提现'],
    ['text', 5, '5'],
    ['text', '', null],
    ['text', null, null],
    ['textarea', 'a\nb', 'a\nb'],
    ['checkbox', true, true],
    ['checkbox', 'false', false],
    ['multiselect', [], null],
    ['date', '2026-02-28', '2026-02-28'],
    ['integer', 42, 42],
    ['integer', '-42', -42],
    ['decimal', '0.000000000000000001', '0.000000000000000001'],
    ['decimal', 1.5, '1.5'],
    ['regexp', '0xabcd', '0xabcd'],
    ['partialcreditcard', '4111 1111 1111 1234', 'XXXXXXXXXXXX1234'],
    ['tagger', 'btc', 'btc'],
    ['multiselect', ['eth', 'btc', 'eth'], ['eth', 'btc']],
    ['multiselect', 'eth', ['eth']],
  ])('%s %j is kept as %j', (type, value, kept) => {
    expect(keep(type, value)).toEqual(kept);
  });

  test.each<[TicketField['type'], unknown]>([
    ['text', true],
    ['text', ['a']],
    ['checkbox', 'yes'],
    ['date', '2026-02-30'],
    ['date', '28.2.2026'],
    ['integer', 1.5],
    ['integer', 'x'],
    ['integer', '9'.repeat(16)],
    ['decimal', '1e5'],
    ['decimal', Number.NaN],
    ['regexp', '0xABCD'],
    ['regexp', `0x${'a'.repeat(400)}`],
    ['partialcreditcard', 'my card'],
    ['tagger', 'doge'],
    ['tagger', ['btc']],
    ['multiselect', ['btc', 'doge']],
    ['multiselect', { btc: true }],
  ])('%s %j is refused by name', (type, value) => {
    expect(refused(type, value)).toBe(true);
  });

  test('of a field that does not exist, is switched off or belongs to every ticket is passed over', () => {
    const off = field('text', { active: false });
    const given = [...SYSTEM_FIELDS, off].map(({ id }) => ({ id, value: 'x' }));
    expect(checkedValues([...given, { id: 999, value: 'x' }], [...SYSTEM_FIELDS, off])).toEqual([]);
  });

  test('is refused together with every other that is wrong', () => {
    const fields = [field('integer'), field('date'), field('text')];
    try {
      checkedValues(
        fields.map(({ id }) => ({ id, value: 'x' })),
        fields,
      );
      expect.unreachable();
    } catch (error) {
      expect(error instanceof DomainError && error.fields.map((each) => each.code)).toEqual([
        'ticket.field_value_invalid',
        'ticket.field_value_invalid',
      ]);
    }
  });
});

describe('a field', () => {
  test('with choices needs some, and each value once', () => {
    const make = (custom_field_options: { name: string; value: string }[]) =>
      newTicketField({ type: 'tagger', title: 'x', custom_field_options }, context);
    expect(() => make([])).toThrow('field_required');
    expect(() =>
      make([
        { name: 'A', value: 'a' },
        { name: 'B', value: 'a' },
      ]),
    ).toThrow('ticket_field.value_twice');
    expect(() =>
      newTicketField({ type: 'text', title: 'x', custom_field_options: [{ name: 'A', value: 'a' }] }, context),
    ).toThrow('ticket_field.has_no_options');
    expect(() => newTicketField({ type: 'regexp', title: 'x' }, context)).toThrow('field_required');
  });

  test('keeps the ids of choices that stay', () => {
    const before = field('tagger');
    const after = changedTicketField(
      before,
      {
        custom_field_options: [
          { name: 'Ethereum', value: 'eth' },
          { name: 'Tron', value: 'trx' },
        ],
      },
      context,
    );
    expect(after.options[0]).toEqual({ ...before.options[1], name: 'Ethereum' });
    expect(after).toMatchObject({ id: before.id, version: before.version + 1, type: 'tagger', title: 'Asset' });
  });

  test('gains, changes and loses single choices', () => {
    const before = field('tagger');
    const more = withOption(before, { name: 'Tron', value: 'trx' }, context);
    expect(more.options.map((option) => option.value)).toEqual(['btc', 'eth', 'trx']);
    const [btc] = before.options;
    const renamed = withOption(more, { id: btc?.id ?? 0, name: 'BTC', value: 'xbt' }, context);
    expect(renamed.options[0]).toEqual({ id: btc?.id, name: 'BTC', value: 'xbt' });
    expect(withoutOption(renamed, btc?.id ?? 0, context).options).toHaveLength(2);
    expect(() => withOption(before, { id: 5, name: 'x', value: 'x' }, context)).toThrow('ticket.reference_unknown');
  });

  test('of every ticket cannot be changed', () => {
    for (const system of SYSTEM_FIELDS)
      expect(() => changedTicketField(system, { title: 'x' }, context)).toThrow('ticket_field.system_field');
  });
});
