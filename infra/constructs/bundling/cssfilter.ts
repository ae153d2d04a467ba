/*
 * Stands in for `cssfilter` in bundles: the sanitiser of comments lets no style attribute through, so its 10 kB of
 * knowledge about CSS never runs. Whoever allows styles gets an error here, not an unfiltered style.
 */
export class FilterCSS {
  process(): never {
    throw new Error('Styles are not allowed in comments');
  }
}

/** No property is allowed. */
export const getDefaultWhiteList = () => ({});
