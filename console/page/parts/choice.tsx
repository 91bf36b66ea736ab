import type { JSX } from 'preact';

interface Option<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

/** One of a few, all of them seen. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  choose,
}: {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly choose: (value: Value) => void;
}): JSX.Element {
  return (
    <fieldset class="tabs">
      <legend class="away">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => choose(option.value)}
        >
          {option.text}
        </button>
      ))}
    </fieldset>
  );
}

/** One of many. */
export function Select({
  label,
  options,
  value,
  choose,
  isShort = false,
}: {
  readonly label: string;
  readonly options: readonly Option<string>[];
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly isShort?: boolean;
}): JSX.Element {
  const select = (
    <select
      class={value !== '' && isShort ? 'input set' : 'input'}
      value={value}
      onChange={(event) => choose(event.currentTarget.value)}
      aria-label={label}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
  if (isShort) return select;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the select is in it.
    <label class="field">
      <span>{label}</span>
      {select}
    </label>
  );
}
