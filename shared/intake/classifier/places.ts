/** Where each known hash stands, for looking it up without a number object for each (open addressing). */
export interface Places {
  readonly slots: Int32Array;
  readonly hashes: Uint32Array;
}

/** Makes hashes that differ from each other findable. */
export function placesOf(hashes: Uint32Array): Places {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(hashes.length * 2 + 2))).fill(-1);
  for (let place = 0; place < hashes.length; place++) {
    let slot = (hashes[place] ?? 0) & (slots.length - 1);
    while (slots[slot] !== -1) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = place;
  }
  return { slots, hashes };
}

/** The place of a hash, or -1. */
export function placeOf({ slots, hashes }: Places, hash: number): number {
  let slot = hash & (slots.length - 1);
  for (;;) {
    const place = slots[slot] ?? -1;
    if (place === -1 || hashes[place] === hash) return place;
    slot = (slot + 1) & (slots.length - 1);
  }
}
