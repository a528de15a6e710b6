/** A value that is made when it is first asked for, and kept: for tables that nothing of a start needs. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
