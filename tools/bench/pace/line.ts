/** What waits for workers, first come, first served. */
export interface Line<Item> {
  put(item: Item): void;
  /** The first one, as soon as there is one. */
  next(): Promise<Item>;
  /** Up to so many more that wait now. */
  upTo(count: number): readonly Item[];
}

export function createLine<Item>(): Line<Item> {
  const items: Item[] = [];
  const idle: ((item: Item) => void)[] = [];
  return {
    put(item) {
      const worker = idle.shift();
      if (worker === undefined) items.push(item);
      else worker(item);
    },
    next: () => new Promise((resolve) => (items.length > 0 ? resolve(items.shift() as Item) : void idle.push(resolve))),
    upTo: (count) => items.splice(0, count),
  };
}
