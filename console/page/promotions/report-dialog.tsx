import type { JSX } from 'preact';
import type { Report } from '../../api-work.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Shown } from '../parts/states.tsx';
import { useAsked } from '../use-asked.ts';
import { numberText, say } from '../words/say.ts';

interface Props {
  readonly promotion: string;
  readonly run: string;
  readonly close: () => void;
}

/** The rows of a run's audience that were left out, and why. */
export function ReportDialog({ promotion, run, close }: Props): JSX.Element {
  const path = `/api/promotions/${encodeURIComponent(promotion)}/runs/${encodeURIComponent(run)}/report`;
  const { asked, again } = useAsked<Report>(path);
  return (
    <Dialog title={say('run.report')} close={close}>
      <Shown asked={asked} again={again} lines={3}>
        {({ file, rows, more }) => (
          <>
            <p class="small dim">
              <code>{file}</code>
            </p>
            <ol class="results">
              {rows.map((row) => (
                <li key={row.line}>
                  <span>{say('run.line', { n: row.line })}</span>
                  <span class="dim">{row.kind === 'bad' ? row.because : say('run.duplicate')}</span>
                </li>
              ))}
            </ol>
            {more > 0 && <p class="dim">{say('run.reportMore', { n: numberText(more) })}</p>}
          </>
        )}
      </Shown>
    </Dialog>
  );
}
