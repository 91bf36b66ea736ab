import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Drawn above and below of what is seen. */
const OVERSCAN = 8;
/** Rows left below the screen when the end asks for more. */
const NEAR_END = 20;

interface Props<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** In pixels; each row has exactly this. */
  readonly rowHeight: number;
  readonly idOf: (row: Row) => string;
  /** It is kept in sight, and has the keyboard's focus where the list had it. */
  readonly activeId: string | null;
  readonly foot: JSX.Element | null;
  readonly onNearEnd: () => void;
  readonly children: (row: Row) => JSX.Element;
}

/** A list of which only the rows in sight are in the document, however long it is. */
export function WindowedList<Row>({
  label,
  rows,
  rowHeight,
  idOf,
  activeId,
  foot,
  onNearEnd,
  children,
}: Props<Row>): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const first = useRef<string | null>(null);
  const [seen, setSeen] = useState({ top: 0, height: 900 });
  const measure = () => {
    const { current } = scroller;
    if (current !== null) setSeen({ top: current.scrollTop, height: current.clientHeight });
  };
  useLayoutEffect(() => {
    measure();
    if (scroller.current === null) return;
    const observer = new ResizeObserver(measure);
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  // What comes in above does not move what somebody reads.
  useLayoutEffect(() => {
    const { current } = scroller;
    const before = first.current;
    first.current = rows[0] === undefined ? null : idOf(rows[0]);
    if (current === null || before === null || current.scrollTop === 0) return;
    const added = rows.findIndex((row) => idOf(row) === before);
    if (added > 0) current.scrollTop += added * rowHeight;
  }, [rows]);
  useLayoutEffect(() => {
    const { current } = scroller;
    const at = rows.findIndex((row) => idOf(row) === activeId);
    if (current === null || at < 0) return;
    const top = at * rowHeight;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + rowHeight > current.scrollTop + current.clientHeight)
      current.scrollTop = top + rowHeight - current.clientHeight;
    measure();
  }, [activeId, rowHeight]);
  const from = Math.max(0, Math.floor(seen.top / rowHeight) - OVERSCAN);
  const to = Math.min(rows.length, Math.ceil((seen.top + seen.height) / rowHeight) + OVERSCAN);
  useLayoutEffect(() => {
    if (to + NEAR_END >= rows.length) onNearEnd();
  }, [to, rows.length]);
  return (
    <div class="windowed" ref={scroller} onScroll={measure}>
      <ol
        aria-label={label}
        style={{ paddingTop: `${from * rowHeight}px`, paddingBottom: `${(rows.length - to) * rowHeight}px` }}
      >
        {rows.slice(from, to).map((row, at) => (
          <li
            key={idOf(row)}
            style={{ height: `${rowHeight}px` }}
            aria-posinset={from + at + 1}
            aria-setsize={foot === null ? rows.length : -1}
          >
            {children(row)}
          </li>
        ))}
      </ol>
      {foot}
    </div>
  );
}
