import { expect, test } from 'vitest';
import { foldedLines } from '../../../infra/read-mail/folded-lines.ts';

test.each([
  ['below', 'Yes.\n\nOn Monday:\n> No?', 'Yes.', ['On Monday:', '> No?']],
  ['above', 'On Monday:\n> No?\n\nYes.', 'Yes.', ['On Monday:', '> No?']],
  ['between', 'Hi\n> a\nYes\n> b\nNo', 'Hi\n\nYes\nNo', ['> a', '> b']],
  ['said again below', 'Yes.\nOn Monday:\nYes.', 'Yes.', ['On Monday:', 'Yes.']],
  ['nothing', 'Yes.\n\nNo.', 'Yes.\nNo.', []],
])('what is left out is found %s', (_where, text, newText, folded) => {
  expect(foldedLines(text, newText)).toEqual(folded);
});

test('a new text that is no part of the text line by line leaves open what was left out', () => {
  expect(foldedLines('a b c', 'a b')).toBeUndefined();
});
