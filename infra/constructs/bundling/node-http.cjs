/*
 * Stands in for `node:http` in bundles. An ESM import of it reads every export at once, and with them loads undici: 10 ms
 * of every cold start. Dependencies want no more than STATUS_CODES and, if at all, later an Agent.
 */
module.exports = process.getBuiltinModule('node:http');
