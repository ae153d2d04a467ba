import { isAboutField } from './about-fields.ts';
import { checkOf, isNeed, type Label, needTexts } from './taxonomy/taxonomy.ts';
import { isSystemField, type TicketField } from './ticket-field.ts';

/** A field whose value a customer can be asked for, by the name that choices call it: as views and policies do. */
export interface OwnFact {
  readonly name: string;
  readonly field: TicketField;
}

/** How whoever is asked for a fact is told what is meant, and how it is checked. */
export interface FactTexts {
  readonly label: Label;
  /** Empty where nothing more is to be said. */
  readonly hint: Label;
  readonly check: string;
}

const ASKABLE: readonly TicketField['type'][] = [
  'text',
  'textarea',
  'date',
  'integer',
  'decimal',
  'regexp',
  'tagger',
  'multiselect',
  'file',
];

/** What nobody of ours asks for, and nobody should send. */
const SECRETS = [
  /pass[\s-]?(?:word|code|phrase|key)|\bpin\b|\bcv[vc]2?\b|\bcsc\b|\b[th]?otps?\b|mnemonic|\bseed\b/,
  /(?:one[\s-]?time|verification|security|2fa|mfa|(?:two|multi)[\s-]?factor|authenticat(?:or|ion)|sms|backup|recovery|log-?in)(?:\sapp)?[\s-]codes?/,
  /(?:recovery|secret|backup|mnemonic|seed)[\s-](?:phrases?|words?|keys?)|\b(?:12|18|24)[\s-]words?\b|private[\s-]keys?/,
  /\b(?:api|client|app|webhook|signing|shared)[\s-]?secret|secret (?:answer|question)|api[\s-]token|access[\s-]token/,
  /密[码碼]|[验驗][证證](?:[码碼]|器[的]?代?[码碼])|安全[码碼]|校[验驗][码碼]|[动動][态態][码碼]|(?:备份|備份|备用|備用|恢复|恢復)[码碼代]|助[记記][词詞]|恢[复復](?:短[语語]|[词詞])|[种種]子[词詞]|私[钥鑰]|密[钥鑰]|口令/,
];

/** The facts that a company has added: its fields that a customer can answer with words or a file, but for secrets. */
export function ownFactsOf(fields: readonly TicketField[]): OwnFact[] {
  return fields
    .filter((field) => field.active && ASKABLE.includes(field.type) && !isSystemField(field) && !isAboutField(field.id))
    .filter((field) => ![field.title, field.title_in_portal, ...Object.values(field.titles ?? {})].some(isSecret))
    .map((field) => ({ name: ownFactName(field.id), field }));
}

/** The name of the fact that a field stands for. */
export function ownFactName(fieldId: number): string {
  return `custom_fields_${fieldId}`;
}

function isSecret(title: string): boolean {
  const folded = title.normalize('NFKC').toLowerCase();
  return SECRETS.some((secret) => secret.test(folded));
}

/** How a fact is asked for, shipped or added; undefined for what is none, or none any more. */
export function textsOfFact(name: string, fields: readonly TicketField[]): FactTexts | undefined {
  if (isNeed(name)) {
    const { label, hint } = needTexts(name);
    return { label, hint, check: checkOf(name) };
  }
  const field = ownFactsOf(fields).find((each) => each.name === name)?.field;
  if (!field) return undefined;
  const choices = field.options.slice(0, CHOICES_TOLD);
  const inBoth = (of: (locale: keyof Label) => string): Label => ({ en: of('en'), 'zh-CN': of('zh-CN') });
  return {
    label: inBoth((locale) => field.titles?.[locale] ?? (field.title_in_portal || field.title)),
    hint: inBoth(
      (locale) =>
        (field.descriptions?.[locale] ?? field.description) ||
        choices.map((option) => lastOf(option.names?.[locale] ?? option.name)).join(locale === 'zh-CN' ? '、' : ', '),
    ),
    check: field.type,
  };
}

/** Choices that are told where nothing else says what is meant. */
const CHOICES_TOLD = 10;

/** A choice's own name, without the menus that it stands in. */
export function lastOf(name: string): string {
  return name.split('::').at(-1) ?? name;
}
