import type { usersApi } from '../../shared/people/users.api.ts';
import type { UseCases } from '../../shared/platform/http/contract.ts';
import { createManyUsers, createOrUpdateManyUsers, destroyManyUsers, updateManyUsers } from './bulk-users.ts';
import {
  createIdentity,
  deleteIdentity,
  makeIdentityPrimary,
  requestIdentityVerification,
  updateIdentity,
  verifyIdentity,
} from './change-identities.ts';
import { createOrUpdateUser, createUser } from './create-user.ts';
import type { UsersDeps } from './deps.ts';
import { listIdentities, listOwnIdentities, showIdentity } from './identities.ts';
import { countAllUsers, listUsers } from './list-users.ts';
import { showUserRelated } from './related.ts';
import { autocompleteUsers, searchUsers } from './search-users.ts';
import { showMe } from './show-me.ts';
import { showManyUsers, showUser } from './show-user.ts';
import { deleteUser, updateUser } from './update-user.ts';
import { addUserTags, listUserTags, removeUserTags, setUserTags } from './user-tags.ts';

/** What serves each route of `usersApi`. */
export const usersUseCases: UseCases<typeof usersApi.routes, UsersDeps> = {
  me: showMe,
  list: listUsers,
  count: countAllUsers,
  showMany: showManyUsers,
  search: searchUsers,
  autocomplete: autocompleteUsers,
  show: showUser,
  related: showUserRelated,
  create: createUser,
  createOrUpdate: createOrUpdateUser,
  update: updateUser,
  delete: deleteUser,
  listTags: listUserTags,
  setTags: setUserTags,
  addTags: addUserTags,
  removeTags: removeUserTags,
  createMany: createManyUsers,
  createOrUpdateMany: createOrUpdateManyUsers,
  updateMany: updateManyUsers,
  destroyMany: destroyManyUsers,
  listOwnIdentities,
  listIdentities,
  showIdentity,
  createIdentity,
  updateIdentity,
  verifyIdentity,
  makeIdentityPrimary,
  requestIdentityVerification,
  deleteIdentity,
};
