/** As `list.flatMap(call)`, which V8 does by looking up and defining each item as a property of any object. */
export function flatMap(list, call) {
  const all = [];
  const { length } = list;
  for (let place = 0; place < length; place += 1) {
    if (!(place in list)) continue;
    const made = call(list[place], place, list);
    if (!Array.isArray(made)) all.push(made);
    else for (let inner = 0; inner < made.length; inner += 1) if (inner in made) all.push(made[inner]);
  }
  return all;
}
