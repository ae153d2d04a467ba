import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, classesOf, RATING_CLASSES, type Rating, ratingClass } from '../../../shared/surveys/rating.ts';
import { aClock } from '../../support/clock.ts';

const clock = aClock();
const offered: Rating = {
  id: 1,
  version: 1,
  ticket_id: 2,
  resolution: 1,
  requester_id: 3,
  assignee_id: 4,
  group_id: null,
  score: 'offered',
  comment: null,
  place: 1,
  created_at: 0,
  updated_at: 0,
};
const context = { now: clock.now(), newId: clock.newId };

describe('an answer', () => {
  test('changes score and place, and keeps an earlier comment when it says nothing about it', () => {
    const good = answered(offered, { score: 'good', comment: ' 很快 ' }, context);
    expect(good).toMatchObject({ score: 'good', comment: '很快', version: 2, updated_at: clock.now() });
    expect(good && good.place > offered.place).toBe(true);
    const bad = good && answered(good, { score: 'bad' }, context);
    expect(bad).toMatchObject({ score: 'bad', comment: '很快', version: 3 });
    expect(bad && answered(bad, { score: 'bad', comment: '' }, context)).toMatchObject({ comment: null });
  });

  test('that says the same again changes nothing', () => {
    const good = answered(offered, { score: 'good', comment: 'fine' }, context);
    expect(good && answered(good, { score: 'good', comment: 'fine' }, context)).toBeUndefined();
    expect(good && answered(good, { score: 'good' }, context)).toBeUndefined();
  });
});

describe('a filter by score', () => {
  test.each([
    [undefined, RATING_CLASSES],
    ['offered', ['offered']],
    ['unoffered', []],
    ['received', RATING_CLASSES.slice(1)],
    ['received_with_comment', ['good_with_comment', 'bad_with_comment']],
    ['good', ['good_without_comment', 'good_with_comment']],
    ['bad_without_comment', ['bad_without_comment']],
  ] as const)('%s reads the lists %s', (filter, lists) => {
    expect(classesOf(filter)).toEqual(lists);
  });

  test('finds a rating exactly where its score says', () => {
    void fc.assert(
      fc.property(fc.constantFrom('good', 'bad'), fc.option(fc.string()), (score, comment) => {
        const rating = { ...offered, score, comment } as Rating;
        const part = comment === null ? 'without' : 'with';
        expect(classesOf(`${score}_${part}_comment` as 'good_with_comment')).toEqual([ratingClass(rating)]);
        expect(classesOf('offered')).not.toContain(ratingClass(rating));
      }),
    );
  });
});
