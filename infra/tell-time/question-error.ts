/** A question that cannot be answered, with the reason as text. */
export class QuestionError extends Error {}
