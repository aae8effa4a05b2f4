/** Something that the set-up can't install by itself; the message says what a person can do. */
export class SetupError extends Error {}
