/**
 * The lines of a text that its new text leaves out, blank ones aside; undefined where the new text cannot be found in it line
 * by line, since it was taken from the HTML.
 */
export function foldedLines(text: string, newText: string): readonly string[] | undefined {
  const all = filledLines(text);
  const shown = filledLines(newText);
  return leftOut(all, shown) ?? leftOut(all.toReversed(), shown.toReversed())?.toReversed();
}

/** What is left of lines when others are taken out in their order; undefined when not all of these are among them. */
function leftOut(all: readonly string[], shown: readonly string[]): readonly string[] | undefined {
  let next = 0;
  const rest = all.filter((line) => {
    const isShown = line.trim() === shown[next]?.trim();
    if (isShown) next++;
    return !isShown;
  });
  return next === shown.length ? rest : undefined;
}

function filledLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
