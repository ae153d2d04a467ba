import { DomainError } from '../../kernel/errors.ts';

/**
 * The one place where a request's path gets its canonical form: percent-decoded once, double slashes folded, `.json`
 * and a trailing slash dropped. Throws `malformed: path_invalid` for broken escapes and control characters.
 */
export function canonicalPath(raw: string): string {
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch (cause) {
    throw new DomainError('malformed', 'path_invalid', { cause });
  }
  if (/\p{Cc}/u.test(path)) throw new DomainError('malformed', 'path_invalid');
  path = path.replace(/\/{2,}/g, '/');
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
