/** The 68 bytes that every scanner finds and that do no harm, in pieces, so that none finds them in this source. */
export function anEicarFile(): Buffer {
  const pieces = ['X5O!P%@AP[4', '\\PZX54(P^)', '7CC)7}$', 'EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!', '$H+H*'];
  return Buffer.from(pieces.join(''), 'latin1');
}
