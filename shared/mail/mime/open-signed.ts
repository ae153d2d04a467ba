import type { Budget } from './header-fields.ts';
import { bytesOfPart } from './part-content.ts';
import { type Part, readParts } from './read-parts.ts';
import { contentOfSignedData, mayBeSigned } from './signed-data.ts';

/** Signatures around signatures. */
const DEPTH_AT_MOST = 3;

/** The parts of a mail with those that lie inside of a signature in its place. */
export async function withSignedOpened(part: Part, budget: Budget, depth = 0): Promise<Part> {
  if (part.parts.length > 0) {
    if (!hasSigned(part)) return part;
    const parts: Part[] = [];
    for (const each of part.parts) parts.push(await withSignedOpened(each, budget, depth));
    return { ...part, parts };
  }
  if (depth >= DEPTH_AT_MOST || !mayBeSigned(part)) return part;
  const content = await contentOfSignedData(bytesOfPart(part));
  if (!content || content.length === 0) return part;
  return withSignedOpened(readParts(content, budget), budget, depth + 1);
}

function hasSigned(part: Part): boolean {
  return part.parts.length > 0 ? part.parts.some(hasSigned) : mayBeSigned(part);
}
