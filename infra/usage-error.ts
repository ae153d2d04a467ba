/** A command was asked for something that it does not know; the text says what it does. */
export class UsageError extends Error {}
