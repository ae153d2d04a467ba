/**
 * The first tag of some HTML that could run, load or post something, or undefined. What is escaped is text, and what stands in an
 * attribute's value does nothing unless it leads somewhere.
 */
export function unsafeTag(html: string): string | undefined {
  const tags = html.match(/<[^>]*>/g)?.map(withoutValues) ?? [];
  return tags.find((tag) => /^<\/?(script|iframe|object|embed|svg|style|form)|\son\w+\s*=|=\s*javascript:/i.test(tag));
}

function withoutValues(tag: string): string {
  return tag.replace(/=\s*"([^"]*)"/g, (_, value: string) => (/^\s*javascript:/i.test(value) ? '=javascript:' : '=""'));
}
