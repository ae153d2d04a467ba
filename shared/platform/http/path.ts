import { DomainError } from '../../kernel/errors.ts';

/** A path without its percent-encoding. Throws `malformed: path_invalid` for broken escapes. */
export function decodePath(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (cause) {
    throw new DomainError('malformed', 'path_invalid', { cause });
  }
}

/**
 * The one place where a request's path gets its canonical form: double slashes folded, `.json` and a trailing slash
 * dropped. Takes a path that is decoded, and decodes nothing: a `%` in it is one. Throws `malformed: path_invalid` for
 * control characters.
 */
export function canonicalPath(decoded: string): string {
  if (/\p{Cc}/u.test(decoded)) throw new DomainError('malformed', 'path_invalid');
  let path = decoded.replace(/\/{2,}/g, '/');
  if (path.length > 1) path = path.replace(/\/$/, '');
  return path.replace(/\.json$/, '') || '/';
}

interface Mounted {
  readonly bases: readonly string[];
  readonly routes: Readonly<Record<string, { readonly path: string }>>;
}

/**
 * The gateway paths a resource needs: three for each base (`/x`, `/x.json`, `/x/{proxy+}`), and for a path under
 * another resource's base that very path, with `.json` where its last segment is literal.
 */
export function gatewayPaths(resource: Mounted): string[] {
  const paths = new Set<string>();
  const under = (path: string) => resource.bases.some((base) => path === base || path.startsWith(`${base}/`));
  for (const { path } of Object.values(resource.routes)) {
    const base = resource.bases.find((each) => path === each || path.startsWith(`${each}/`));
    if (base && under(path)) {
      paths.add(base);
      if (!base.includes('.')) paths.add(`${base}.json`);
      paths.add(`${base}/{proxy+}`);
    } else {
      paths.add(path);
      if (!path.endsWith('}')) paths.add(`${path}.json`);
    }
  }
  return [...paths].sort();
}
