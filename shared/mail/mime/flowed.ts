/**
 * Text with `format=flowed` (RFC 3676) as it was before it was wrapped: lines that end in a blank go on with the next one of
 * the same depth of quotes.
 */
export function unwrapFlowed(text: string, deletesSpace: boolean): string {
  const out: string[] = [];
  let paragraph: string[] = [];
  let depth = 0;
  let isOpen = false;
  const close = () => {
    if (paragraph.length > 0) out.push(`${depth > 0 ? `${'>'.repeat(depth)} ` : ''}${paragraph.join('')}`);
    paragraph = [];
    isOpen = false;
  };
  for (const line of text.split('\n')) {
    const [quotes = ''] = /^>*/.exec(line) ?? [];
    const content = line.slice(quotes.length).replace(/^ /, '');
    const isSignature = content === '-- ';
    if (!isOpen || quotes.length !== depth || isSignature) close();
    depth = quotes.length;
    isOpen = content.endsWith(' ') && !isSignature;
    paragraph.push(isOpen && deletesSpace ? content.slice(0, -1) : content);
    if (!isOpen) close();
  }
  close();
  return out.join('\n');
}
