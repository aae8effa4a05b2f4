/** What `make` returns, made when it is first asked for and kept: for what takes long to make and never changes. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
