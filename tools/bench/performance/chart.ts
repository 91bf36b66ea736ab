import type { ColdRow } from './cold-report.ts';
import type { WarmRow } from './warm-report.ts';

/** What is drawn of one function, from the left. */
interface Bar {
  readonly name: string;
  readonly parts: readonly { readonly value: number; readonly colour: string }[];
  /** Behind the bar. */
  readonly label: string;
}

interface Panel {
  readonly title: string;
  readonly legend: readonly { readonly text: string; readonly colour: string }[];
  readonly bars: readonly Bar[];
}

const WIDTH = 860;
const NAMES = 110;
const LABELS = 190;
const ROW = 26;
const BAR = 16;
const HEAD = 58;
const colours = { ready: '#3b6ea5', first: '#e0a03b', warm: '#4f8f5b', text: '#1f2328', rule: '#d0d7de' } as const;

/** The cold starts, and the processor's time of a warm delivery, as bars: an SVG of its own, without any script or font. */
export function chart({
  cold = [],
  warm = [],
}: {
  readonly cold?: readonly ColdRow[];
  readonly warm?: readonly WarmRow[];
}): string {
  const times = (ratio: { readonly median: number } | null) =>
    ratio === null ? '' : `, ${ratio.median.toFixed(1)} × bare`;
  const panels: Panel[] = [
    {
      title: 'A cold start: from the start of the process to the first answer, ms',
      legend: [
        { text: 'until it asks for an event', colour: colours.ready },
        { text: 'first delivery', colour: colours.first },
      ],
      bars: cold.map(({ name, readyMs, firstMs, coldMs, ratios }) => ({
        name,
        parts: [
          { value: readyMs.median, colour: colours.ready },
          { value: firstMs.median, colour: colours.first },
        ],
        label: `${coldMs.median.toFixed(0)} ms${times(ratios.bare)}`,
      })),
    },
    {
      title: 'A warm delivery: time of the processor, ms',
      legend: [],
      bars: warm.map(({ name, cpuMs }) => ({
        name,
        parts: [{ value: cpuMs.median, colour: colours.warm }],
        label: `${cpuMs.median.toFixed(1)} ms`,
      })),
    },
  ].filter(({ bars }) => bars.length > 0);
  let top = 0;
  const drawn = panels.map((panel) => {
    const text = panelText(panel, top);
    top += heightOf(panel);
    return text;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${panels.map(({ title }) => escaped(title)).join('; ')}</title>`,
    `<rect width="${WIDTH}" height="${top}" fill="#ffffff"/>`,
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}

function heightOf({ bars }: Panel): number {
  return HEAD + bars.length * ROW + 14;
}

function panelText({ title, legend, bars }: Panel, top: number): string {
  const longest = Math.max(...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const scale = (WIDTH - NAMES - LABELS) / longest;
  const keys = legend.map(({ text, colour }, at) => {
    const x = NAMES + at * 210;
    return `<rect x="${x}" y="${top + 34}" width="12" height="12" fill="${colour}"/>${textAt(x + 18, top + 44, text)}`;
  });
  const rows = bars.map(({ name, parts, label }, at) => {
    const y = top + HEAD + at * ROW;
    let x = NAMES;
    const boxes = parts.map(({ value, colour }) => {
      const width = value * scale;
      const box = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${colour}"/>`;
      x += width;
      return box;
    });
    return [textAt(NAMES - 8, y + 13, name, 'end'), ...boxes, textAt(x + 8, y + 13, label)].join('');
  });
  const rule = `<line x1="${NAMES}" y1="${top + HEAD - 6}" x2="${NAMES}" y2="${top + HEAD + bars.length * ROW}" stroke="${colours.rule}"/>`;
  const heading = `<text x="16" y="${top + 22}" fill="${colours.text}" font-weight="bold">${escaped(title)}</text>`;
  return [heading, ...keys, rule, ...rows].join('\n');
}

function textAt(x: number, y: number, text: string, anchor: 'start' | 'end' = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" fill="${colours.text}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
