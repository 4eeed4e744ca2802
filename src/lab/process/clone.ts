/** A copy of one of Node's own objects with some members replaced: getters and all, where a spread would lose them. */

/** The members of `original`, by their descriptors, under those of `own`. */
export function clone<Original extends object>(
  original: Original,
  own: Readonly<Record<string, unknown>>,
): Original {
  const copy = Object.create(Object.getPrototypeOf(original)) as Original;
  for (const name of Reflect.ownKeys(original)) {
    const descriptor = Object.getOwnPropertyDescriptor(original, name);
    if (descriptor !== undefined && !Object.hasOwn(own, name))
      Object.defineProperty(copy, name, { ...bound(descriptor, original), configurable: true });
  }
  for (const [name, value] of Object.entries(own))
    Object.defineProperty(copy, name, { value, writable: true, enumerable: true, configurable: true });
  return copy;
}

/** A getter asks the original: a copy has none of its inner parts. */
function bound(descriptor: PropertyDescriptor, original: object): PropertyDescriptor {
  const { get } = descriptor;
  return get === undefined ? descriptor : { ...descriptor, get: () => get.call(original) };
}
