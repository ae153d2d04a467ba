/** At most so many characters of a text, never half a character. */
export function cutText(whole: string, limit: number): string {
  if (whole.length <= limit) return whole;
  const last = whole.charCodeAt(limit - 1);
  return whole.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
}
