import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownMessageId, readOwnMessageId, readReplyAddress, replyAddress } from '../../../shared/mail/reply-token.ts';

const keys = { current: 'current key of at least 32 bytes.....', previous: 'previous key of at least 32 bytes....' };
const ids = fc.integer({ min: 1, max: 2 ** 49 });
const key = fc.string({ minLength: 32, maxLength: 64 });

describe('signed addresses and ids', () => {
  test('are read back by whoever has the key', () => {
    fc.assert(
      fc.property(ids, ids, key, (ticketId, commentId, current) => {
        const address = replyAddress('support@moorline.test', ticketId, { current });
        expect(readReplyAddress(address, { current })).toEqual({ ticketId, toNotice: false });
        expect(readReplyAddress(address.toUpperCase(), { current })).toEqual({ ticketId, toNotice: false });
        for (const toNotice of [false, true]) {
          const own = { ticketId, commentId, toNotice };
          const id = ownMessageId(own, 'moorline.test', { current });
          expect(readOwnMessageId(id, 'moorline.test', { current })).toEqual(own);
        }
      }),
    );
  });

  test('stay valid while a key is rotated, and not after', () => {
    const old = replyAddress('support@moorline.test', 7, { current: keys.previous });
    expect(readReplyAddress(old, keys)).toEqual({ ticketId: 7, toNotice: false });
    expect(readReplyAddress(old, { current: keys.current })).toBeUndefined();
  });

  test('are refused after any change', () => {
    const address = replyAddress('support@moorline.test', 4711, keys);
    const at = address.indexOf('@');
    fc.assert(
      fc.property(fc.integer({ min: 8, max: at - 1 }), fc.constantFrom(...'abcxyz234567.1890'), (place, letter) => {
        const changed = address.slice(0, place) + letter + address.slice(place + 1);
        fc.pre(changed !== address);
        expect(readReplyAddress(changed, keys)).toBeUndefined();
      }),
    );
  });

  test('of one ticket say nothing for another', () => {
    fc.assert(
      fc.property(ids, ids, (one, other) => {
        fc.pre(one !== other);
        const forged = replyAddress('support@moorline.test', one, keys).replace(`+t${one}.`, `+t${other}.`);
        expect(readReplyAddress(forged, keys)).toBeUndefined();
        const id = ownMessageId({ ticketId: one, commentId: 5, toNotice: false }, 'moorline.test', keys);
        expect(readOwnMessageId(id.replace(`t${one}.`, `t${other}.`), 'moorline.test', keys)).toBeUndefined();
      }),
    );
  });

  test('of one kind do not pass for the other', () => {
    const token = replyAddress('support@moorline.test', 9, keys).slice('support+t9.'.length).split('@')[0];
    expect(readOwnMessageId(`t9.c1.${token}@moorline.test`, 'moorline.test', keys)).toBeUndefined();
  });

  test('of a notice are read back as such, and neither kind passes for the other', () => {
    const notice = replyAddress('support@moorline.test', 12, keys, true);
    expect(readReplyAddress(notice, keys)).toEqual({ ticketId: 12, toNotice: true });
    expect(readReplyAddress(notice.toUpperCase(), keys)).toEqual({ ticketId: 12, toNotice: true });
    expect(readReplyAddress(notice.replace('+t12n.', '+t12.'), keys)).toBeUndefined();
    const answer = replyAddress('support@moorline.test', 12, keys);
    expect(readReplyAddress(answer.replace('+t12.', '+t12n.'), keys)).toBeUndefined();
    const id = ownMessageId({ ticketId: 12, commentId: 5, toNotice: true }, 'moorline.test', keys);
    expect(readOwnMessageId(id.replace('t12n.', 't12.'), 'moorline.test', keys)).toBeUndefined();
    const publicId = ownMessageId({ ticketId: 12, commentId: 5, toNotice: false }, 'moorline.test', keys);
    expect(readOwnMessageId(publicId.replace('t12.', 't12n.'), 'moorline.test', keys)).toBeUndefined();
  });

  test('are not found in arbitrary text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readReplyAddress(text, keys)).toBeUndefined();
        expect(readOwnMessageId(text, 'moorline.test', keys)).toBeUndefined();
      }),
    );
  });

  test('fit the local part of an address with the largest number', () => {
    const address = replyAddress('support@moorline.test', 999_999_999_999_999, keys, true);
    expect(address.split('@')[0]?.length).toBeLessThanOrEqual(64);
  });
});
