import type { JSX } from 'preact';
import type { ActLine, PossibleAct } from '../../api.ts';
import type { ActAsk } from '../../api-try.ts';
import { amountText, say } from '../words/say.ts';

/** What of an ask a person fills in. */
export type Filled = Omit<Extract<ActAsk, { act: 'partialRefund' }>, 'store' | 'order' | 'preview' | 'act'> &
  Partial<Pick<Extract<ActAsk, { act: 'exchange' }>, 'line' | 'units' | 'newTitle' | 'newPrice'>>;

interface Props {
  readonly act: PossibleAct;
  readonly filled: Filled;
  readonly fill: (filled: Filled) => void;
}

/** What an act asks for; nothing for one that takes all. */
export function ActFields({ act: { act, lines, mostAmount }, filled, fill }: Props): JSX.Element | null {
  if (act === 'partialRefund') {
    return (
      <div class="stack">
        {lines.map((line) => (
          <Units
            key={line.id}
            line={line}
            units={filled.lines?.find(({ id }) => id === line.id)?.units ?? 0}
            set={(units) => fill(withUnits(filled, line.id, units))}
          />
        ))}
        {mostAmount !== null && (
          <label class="field">
            <span>{say('acts.amount', { most: amountText(mostAmount) })}</span>
            <input
              class="input"
              inputMode="decimal"
              value={filled.amount ?? ''}
              onInput={({ currentTarget }) => fill(withAmount(currentTarget.value))}
            />
          </label>
        )}
      </div>
    );
  }
  if (act !== 'exchange') return null;
  const chosen = lines.find(({ id }) => id === filled.line);
  return (
    <div class="fields">
      <label class="field wide">
        <span>{say('acts.line')}</span>
        <select
          class="input"
          value={filled.line ?? ''}
          onChange={({ currentTarget }) => fill({ ...filled, line: currentTarget.value, units: 1 })}
        >
          {lines.map(({ id, title, units, unitPrice }) => (
            <option key={id} value={id}>
              {title} · {units} × {amountText(unitPrice)}
            </option>
          ))}
        </select>
      </label>
      <label class="field">
        <span>{say('acts.units', { most: chosen?.units ?? 1 })}</span>
        <input
          class="input"
          type="number"
          min={1}
          max={chosen?.units ?? 1}
          value={filled.units || ''}
          onInput={({ currentTarget }) => fill({ ...filled, units: currentTarget.valueAsNumber })}
        />
      </label>
      <label class="field">
        <span>{say('acts.newLine')}</span>
        <input
          class="input"
          value={filled.newTitle ?? ''}
          onInput={({ currentTarget }) => fill({ ...filled, newTitle: currentTarget.value })}
        />
      </label>
      <label class="field">
        <span>{say('acts.price')}</span>
        <input
          class="input"
          inputMode="decimal"
          value={filled.newPrice ?? ''}
          onInput={({ currentTarget }) => fill({ ...filled, newPrice: currentTarget.value })}
        />
      </label>
    </div>
  );
}

function Units({
  line: { title, units: most, unitPrice },
  units,
  set,
}: {
  readonly line: ActLine;
  readonly units: number;
  readonly set: (units: number) => void;
}): JSX.Element {
  return (
    <label class="units">
      <span>
        {title}{' '}
        <span class="dim">
          · {most} × {amountText(unitPrice)}
        </span>
      </span>
      <input
        class="input"
        type="number"
        min={0}
        max={most}
        value={units}
        onInput={({ currentTarget }) => set(currentTarget.valueAsNumber)}
      />
    </label>
  );
}

/** Lines, or an amount for none of them. */
function withUnits(filled: Filled, id: string, units: number): Filled {
  const others = (filled.lines ?? []).filter((line) => line.id !== id);
  return { lines: units > 0 ? [...others, { id, units }] : others };
}

function withAmount(amount: string): Filled {
  return amount === '' ? { lines: [] } : { amount };
}

/** What is still to be filled in, in words; null where nothing is. */
export function wanted({ act, lines }: PossibleAct, filled: Filled): string | null {
  const unitsOf = (id: string | undefined, units = 0) => {
    const most = lines.find((line) => line.id === id)?.units ?? 0;
    return Number.isInteger(units) && units >= 1 && units <= most ? null : say('acts.unitsWanted', { most });
  };
  if (act === 'partialRefund') {
    const back = filled.lines ?? [];
    if (back.length === 0 && filled.amount === undefined) return say('acts.nothingWanted');
    return back.map(({ id, units }) => unitsOf(id, units)).find((said) => said !== null) ?? null;
  }
  if (act !== 'exchange') return null;
  const isTold = (filled.newTitle ?? '').trim() !== '' && (filled.newPrice ?? '').trim() !== '';
  return unitsOf(filled.line, filled.units) ?? (isTold ? null : say('acts.exchangeWanted'));
}
