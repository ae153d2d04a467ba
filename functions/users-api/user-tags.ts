import { invalid } from '../../shared/kernel/errors.ts';
import type { usersApi } from '../../shared/people/users.api.ts';
import { MAX_TAGS } from '../../shared/people/wire-fields.ts';
import { activeUser, updateUserAs } from '../../shared/people/write-user.store.ts';
import type { UseCase } from '../../shared/platform/http/contract.ts';
import { type UsersDeps, writer } from './deps.ts';

type Routes = typeof usersApi.routes;

/** A person's tags. */
export const listUserTags: UseCase<Routes['listTags'], UsersDeps> = async ({ params }, { table }) => {
  return { body: { tags: (await activeUser(table, params.id)).tags } };
};

/** Replaces them. */
export const setUserTags: UseCase<Routes['setTags'], UsersDeps> = (request, deps) =>
  changeTags(request, deps, () => request.body.tags);

/** Adds to them. */
export const addUserTags: UseCase<Routes['addTags'], UsersDeps> = (request, deps) =>
  changeTags(request, deps, (tags) => [...new Set([...tags, ...request.body.tags])]);

/** Takes some away. */
export const removeUserTags: UseCase<Routes['removeTags'], UsersDeps> = (request, deps) =>
  changeTags(request, deps, (tags) => tags.filter((tag) => !request.body.tags.includes(tag)));

async function changeTags(
  request: Parameters<typeof setUserTags>[0],
  deps: UsersDeps,
  change: (tags: readonly string[]) => string[],
) {
  const user = await updateUserAs(
    deps.table,
    request.params.id,
    (before) => {
      const tags = change(before.tags);
      if (tags.length > MAX_TAGS) throw invalid('tags', 'field_too_long', { limit: MAX_TAGS });
      return { tags };
    },
    writer(request, deps),
  );
  return { body: { tags: user.tags } };
}
