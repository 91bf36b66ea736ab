import type { JSX } from 'preact';
import type { OrderView } from '../../api.ts';
import { say } from '../words/say.ts';

/** The words of `ponte explain`. */
export function Explained({ text }: Pick<OrderView, 'text'>): JSX.Element {
  return (
    <section class="panel" aria-labelledby="explained-title">
      <header>
        <h2 id="explained-title">{say('order.explained')}</h2>
        <span class="small dim end">{text.head}</span>
      </header>
      <div class="explained">
        {text.sections.map(({ title, lines }) => (
          <section key={title}>
            <h3>{title}</h3>
            {lines.map((line, at) => (
              <p key={at}>{line}</p>
            ))}
          </section>
        ))}
      </div>
    </section>
  );
}
