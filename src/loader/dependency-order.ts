/**
 * Puts nodes into an order in which each comes after those it depends on, and otherwise as early as `starts` has it. Nodes
 * that depend on each other stay in the order of their numbers.
 *
 * Tarjan's algorithm for strongly connected components, which come out dependencies first; without recursion, because ten
 * thousand nodes may depend on each other in a row.
 *
 * @param starts every node, from 0, in the order that is wanted
 * @param dependencies of each node the nodes it depends on
 */
export function orderByDependencies(
  starts: readonly number[],
  dependencies: readonly (readonly number[])[],
): readonly number[] {
  const ordered: number[] = [];
  /** When a node was reached first; absent: not yet. */
  const reached = new Map<number, number>();
  /** The earliest node still open that is known to be reachable from a node. */
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  for (const start of starts) {
    if (reached.has(start)) continue;
    const walk: { readonly node: number; next: number }[] = [];
    const enter = (node: number) => {
      reached.set(node, reached.size);
      lowest.set(node, reached.get(node) as number);
      open.push(node);
      isOpen.add(node);
      walk.push({ node, next: 0 });
    };
    enter(start);
    for (let step = walk.at(-1); step; step = walk.at(-1)) {
      const { node } = step;
      const dependency = dependencies[node]?.[step.next++];
      if (dependency !== undefined) {
        if (!reached.has(dependency)) enter(dependency);
        else if (isOpen.has(dependency)) lower(lowest, node, reached.get(dependency) as number);
        continue;
      }
      walk.pop();
      const parent = walk.at(-1)?.node;
      if (parent !== undefined) lower(lowest, parent, lowest.get(node) as number);
      if (lowest.get(node) !== reached.get(node)) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen.delete(member);
      ordered.push(...component.sort((left, right) => left - right));
    }
  }
  return ordered;
}

function lower(lowest: Map<number, number>, node: number, value: number): void {
  if (value < (lowest.get(node) as number)) lowest.set(node, value);
}
