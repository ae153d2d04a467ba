/** Names of U+00A0 to U+00FF in their order (HTML 4). Old pages leave their semicolon out. */
const LATIN =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
/** Letters of Greek from U+0391 and U+03B1; a dash where there is none. */
const GREEK =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';
/** Other characters that people's mails name, each before its names. */
const OTHERS =
  '& amp < lt > gt " quot \' apos Œ OElig œ oelig Š Scaron š scaron Ÿ Yuml ƒ fnof ˆ circ ˜ tilde – ndash — mdash ― horbar ‐ hyphen,dash ‘ lsquo ’ rsquo,rsquor ‚ sbquo,lsquor “ ldquo ” rdquo,rdquor „ bdquo,ldquor † dagger ‡ Dagger • bull,bullet … hellip,mldr ‰ permil ′ prime ″ Prime ‹ lsaquo › rsaquo ‾ oline ⁄ frasl € euro ℑ image ℘ weierp ℜ real ™ trade,TRADE ℵ alefsym ← larr,leftarrow ↑ uarr,uparrow → rarr,rightarrow ↓ darr,downarrow ↔ harr ↵ crarr ⇐ lArr ⇑ uArr ⇒ rArr ⇓ dArr ⇔ hArr ∀ forall ∂ part ∃ exist ∅ empty ∇ nabla ∈ isin ∉ notin ∋ ni ∏ prod ∑ sum − minus ∗ lowast √ radic ∝ prop ∞ infin ∠ ang ∧ and ∨ or ∩ cap ∪ cup ∫ int ∴ there4 ∼ sim ≅ cong ≈ asymp ≠ ne ≡ equiv ≤ le ≥ ge ⊂ sub ⊃ sup ⊄ nsub ⊆ sube ⊇ supe ⊕ oplus ⊗ otimes ⊥ perp ⋅ sdot ⌈ lceil ⌉ rceil ⌊ lfloor ⌋ rfloor 〈 lang 〉 rang ◊ loz ♠ spades ♣ clubs ♥ hearts ♦ diams ✓ check ✗ cross ★ starf ☆ star ☎ phone № numero ▪ squf ● cir ! excl # num $ dollar % percnt ( lpar ) rpar * ast + plus , comma . period / sol : colon ; semi = equals ? quest @ commat [ lsqb,lbrack \\ bsol ] rsqb,rbrack _ lowbar ` grave { lcub,lbrace | vert,verbar } rcub,rbrace ă abreve Ă Abreve ą aogon Ą Aogon ā amacr ć cacute Ć Cacute č ccaron Č Ccaron ď dcaron đ dstrok ę eogon Ę Eogon ě ecaron ē emacr ğ gbreve Ğ Gbreve ı imath,inodot İ Idot ī imacr ł lstrok Ł Lstrok ń nacute Ń Nacute ň ncaron ő odblac Ő Odblac ō omacr ř rcaron Ř Rcaron ś sacute Ś Sacute ş scedil Ş Scedil ť tcaron ţ tcedil ů uring ű udblac Ű Udblac ū umacr ź zacute Ź Zacute ž zcaron Ž Zcaron ż zdot Ż Zdot';

const NAMED: ReadonlyMap<string, string> = new Map([
  ...LATIN.split(' ').map((name, index) => [name, String.fromCharCode(0xa0 + index)] as const),
  ...GREEK.split(' ').map((name, index) => [name, String.fromCharCode(0x391 + index)] as const),
  ...pairs(OTHERS.split(' ')),
  // Blanks of other widths are blanks, and what is not to be seen is nothing.
  ...'ensp emsp thinsp emsp13 emsp14 numsp puncsp hairsp Tab NewLine'.split(' ').map((name) => [name, ' '] as const),
  ...'zwnj zwj shy lrm rlm ZeroWidthSpace NoBreak'.split(' ').map((name) => [name, ''] as const),
]);
const WITHOUT_SEMICOLON = new Set([
  ...LATIN.split(' '),
  'amp',
  'lt',
  'gt',
  'quot',
  'AMP',
  'LT',
  'GT',
  'QUOT',
  'COPY',
  'REG',
]);

function pairs(words: readonly string[]): [string, string][] {
  return words.flatMap((word, index): [string, string][] =>
    index % 2 === 0 ? [] : word.split(',').map((name) => [name, words[index - 1] ?? '']),
  );
}

/** Replaces the character references that people's mails use (HTML 13.5); an unknown one stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7});?|#x([0-9a-f]{1,6});?|([a-z][a-z0-9]{1,20})([;=]?))/gi,
    (whole, decimal?: string, hex?: string, name?: string, end?: string) => {
      if (name === undefined) return characterOf(decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16));
      if (end !== ';' && (end === '=' || !WITHOUT_SEMICOLON.has(name))) return whole;
      return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? whole;
    },
  );
}

/** Numbers of the Windows code page stand for its characters, as in browsers; what is no character for a reader is marked. */
function characterOf(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  const isText = code > 0x1f || code === 0x09 || code === 0x0a || code === 0x0d;
  const isScalar = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isText && isScalar ? String.fromCodePoint(code) : '\ufffd';
}
