import type { Field } from './header-fields.ts';
import { parameterOf, parseStructured, type Structured } from './parameters.ts';
import { type TransferEncoding, transferEncodingOf } from './transfer-encoding.ts';

/** What a part's header says of its content. */
export interface PartHeader {
  readonly fields: readonly Field[];
  /** Type and subtype in lower case. */
  readonly type: string;
  readonly contentType: Structured;
  readonly disposition: Structured;
  readonly encoding: TransferEncoding;
}

const TYPE = /^[a-z0-9!#$&^_.+-]{1,127}\/[a-z0-9!#$&^_.+-]{1,127}$/;

/** Types of before MIME, that Sun's mail tool wrote. */
const SUN_TYPES: Readonly<Record<string, string>> = {
  text: 'text/plain',
  html: 'text/html',
  'gif-file': 'image/gif',
  'jpeg-file': 'image/jpeg',
  'mail-file': 'message/rfc822',
  'mail-message': 'message/rfc822',
  'postscript-file': 'application/postscript',
};
/** Its parts stand between lines of ten dashes. */
const SUN_BOUNDARY = '--------';

/** Reads a part's header. The first field of a name counts, as it does for everybody else; `within` is the type around it. */
export function describePart(fields: readonly Field[], within: string): PartHeader {
  const valuesOf = (name: string) =>
    fields.flatMap((field) => (field.name.toLowerCase() === name ? [field.value] : []));
  const types = valuesOf('content-type').map(parseStructured);
  const contentType = joined(types.find(({ value }) => TYPE.test(value)) ?? types[0] ?? parseStructured(''));
  const disposition = parseStructured(valuesOf('content-disposition')[0] ?? '');
  const encoding = valuesOf('content-transfer-encoding')[0];
  if (contentType.value === 'x-sun-attachment') {
    const parameters = new Map([['boundary', SUN_BOUNDARY]]);
    return {
      fields,
      type: 'multipart/mixed',
      contentType: { value: '', parameters },
      disposition,
      encoding: 'identity',
    };
  }
  const [sunType] = valuesOf('x-sun-data-type');
  if (types.length === 0 && sunType !== undefined) {
    const named = valuesOf('x-sun-data-name').map((name) => ['name', name] as const);
    const charset = valuesOf('x-sun-charset').map((label) => ['charset', label] as const);
    const type = SUN_TYPES[sunType.toLowerCase()] ?? 'application/octet-stream';
    const parameters = new Map(type === 'text/plain' ? charset : [...named, ...charset]);
    const encoded = transferEncodingOf(valuesOf('x-sun-encoding-info')[0]);
    return { fields, type, contentType: { value: type, parameters }, disposition, encoding: encoded };
  }
  return {
    fields,
    type: typeOf(contentType, within),
    contentType,
    disposition,
    encoding: transferEncodingOf(encoding),
  };
}

function typeOf({ value, parameters }: Structured, within: string): string {
  if (TYPE.test(value)) return value;
  if (/^multipart(?:\/|$)/.test(value) || parameters.has('boundary')) return 'multipart/mixed';
  return within === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
}

/** With those parameters whole that decide how the content is read: long boundaries come in pieces (RFC 2231 3). */
function joined(header: Structured): Structured {
  const found = ['boundary', 'charset'].flatMap((name) => {
    const whole = header.parameters.has(name) ? undefined : parameterOf(header, name, [])?.text;
    return whole === undefined ? [] : [[name, whole] as const];
  });
  return found.length === 0 ? header : { ...header, parameters: new Map([...header.parameters, ...found]) };
}
