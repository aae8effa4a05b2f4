/** A server that the user has named. Its key is not in here: it lives in `SecretStorage`. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  /** http(s), may carry a path, no trailing slash, no user, query or fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Asks before anything that deletes or that fires at once. */
  readonly production: boolean;
}
