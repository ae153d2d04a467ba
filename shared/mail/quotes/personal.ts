/*
 * The words of somebody who speaks of themselves, or asks. What is added to a mail, and what stands on a card, has none.
 */

const ONESELF =
  /(?<![\p{L}\p{M}'’])(?:I(?!\.)|I['’](?:m|ve|d|ll)|[Mm]e|[Mm]y|[Mm]ine|[Ii]ch|[Mm]ich|[Mm]ir|[Mm]ein\p{L}{0,2}|[Jj]e|[Jj]['’]ai|[Mm]oi|[Yy]o|[Ee]u|[Mm]inhas?|[Mm]eus?|[Ii]k|[Mm]ijn|[Яя]|[Мм]не|[Мм]еня|[Мм]ой|[Мм]оя|[Мм]оё|[Мм]ои|[Мм]ою|[Bb]en|[Bb]enim|[Bb]ana|[Tt]ôi)(?![\p{L}\p{M}.])|(?<![\p{L}\p{M}])(?:[Mm]on|[Mm]es|[Mm]a|[Mm]i|[Mm]is)\s\p{Ll}|我(?![们們司公方行])|[私僕俺]|저는|제가|저의|나는|내가/u;

const ASKED =
  /(?<![\p{L}\p{M}])(?:please|pls|plz|bitte|s['’]il (?:vous|te) plaît|svp|por favor|per favore|пожалуйста|lütfen|làm ơn|vui lòng|xin hãy)(?![\p{L}\p{M}])|请|請|ください|주세요/iu;

/** Whether a text has words that only somebody says who speaks of themselves. */
export function isPersonal(text: string): boolean {
  return ONESELF.test(text);
}

/** Whether a text asks for something. */
export function asks(text: string): boolean {
  return ASKED.test(text);
}
