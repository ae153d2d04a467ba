import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSurveyToken, surveyLinks, surveyToken } from '../../../shared/surveys/survey-token.ts';

const KEY = 'a-link-key-of-at-least-thirty-two-bytes';
const claim = { ticketId: 35_436, resolution: 2, expires: 1_800_000_000_000 };

describe('the token of a survey', () => {
  test('carries what it allows, and nothing can be changed in it', () => {
    const token = surveyToken(KEY, claim);
    expect(token).toMatch(/^[\w.-]{50,80}$/);
    expect(readSurveyToken(token, [KEY])).toEqual(claim);
    void fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0a1bzZ_-.'), (at, other) => {
        const forged = token.slice(0, at) + other + token.slice(at + 1);
        // The last character of base64url carries two spare bits, so a few others stand for the same bytes.
        fc.pre(forged !== token && at !== token.length - 1);
        expect(readSurveyToken(forged, [KEY])).toBeUndefined();
      }),
    );
  });

  test('still works with the previous key, and with no other', () => {
    const token = surveyToken('the-previous-key-of-thirty-two-bytes!', claim);
    expect(readSurveyToken(token, [KEY, 'the-previous-key-of-thirty-two-bytes!'])).toEqual(claim);
    expect(readSurveyToken(token, [KEY, undefined])).toBeUndefined();
  });

  test('cannot be made from a token of another kind, or of anything else', () => {
    void fc.assert(fc.property(fc.string(), (text) => readSurveyToken(text, [KEY]) === undefined));
    expect(readSurveyToken(surveyToken(KEY, claim).replace('.2.', '.3.'), [KEY])).toBeUndefined();
  });

  test('stands in two links', () => {
    expect(surveyLinks('https://support.example.com', 'TOKEN')).toEqual({
      good: 'https://support.example.com/survey/TOKEN?score=good',
      bad: 'https://support.example.com/survey/TOKEN?score=bad',
    });
  });
});
