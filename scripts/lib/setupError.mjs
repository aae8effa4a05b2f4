/** Something the set-up cannot bring by itself; the message says what a person can do. */
export class SetupError extends Error {}
