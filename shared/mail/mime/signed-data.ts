import type { Part } from './read-parts.ts';

/** Larger ones stay a file. */
const BYTES_AT_MOST = 50 * 1024 * 1024;
const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** Whether a part may be a mail that was put into its own signature (S/MIME, RFC 8551 3.5.2). */
export function mayBeSigned({ type, contentType, disposition }: Part): boolean {
  const kind = contentType.parameters.get('smime-type')?.toLowerCase();
  if (kind === 'enveloped-data' || kind === 'authenveloped-data' || kind === 'certs-only') return false;
  if (type === 'application/pkcs7-mime' || type === 'application/x-pkcs7-mime') return true;
  const name = contentType.parameters.get('name') ?? disposition.parameters.get('filename') ?? '';
  return type === 'application/octet-stream' && /\.p7m$/i.test(name);
}

/** The mail inside of a CMS signed-data (RFC 5652), which is not checked; undefined when it is anything else. */
export async function contentOfSignedData(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  if (bytes.length < 20 || bytes.length > BYTES_AT_MOST || bytes[0] !== 0x30) return undefined;
  // Few mails need it, so it is loaded by the first that does.
  const { fromBER, ObjectIdentifier, OctetString, Sequence, Constructed } = await import('asn1js');
  try {
    const { result } = fromBER(bytes, { maxDepth: 50, maxNodes: 200_000, copyInput: false, parseEmbedded: false });
    if (!(result instanceof Sequence)) return undefined;
    const [kind, wrapped] = result.valueBlock.value;
    if (!(kind instanceof ObjectIdentifier) || kind.valueBlock.toString() !== SIGNED_DATA) return undefined;
    const signed = wrapped instanceof Constructed ? wrapped.valueBlock.value[0] : undefined;
    const inner = signed instanceof Sequence ? signed.valueBlock.value[2] : undefined;
    const holder = inner instanceof Sequence ? inner.valueBlock.value[1] : undefined;
    const content = holder instanceof Constructed ? holder.valueBlock.value[0] : undefined;
    return content instanceof OctetString ? new Uint8Array(content.getValue()) : undefined;
  } catch {
    return undefined;
  }
}
