import Fraction from 'fraction.js';

/** ISO 4217's currencies whose smallest unit is not a hundredth, by the number of its decimal places. */
const OTHER_PLACES: readonly (readonly [places: number, currencies: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];
const USUAL_PLACES = 2;

const places = new Map(
  OTHER_PLACES.flatMap(([count, currencies]) => currencies.split(' ').map((code) => [code, count])),
);

/**
 * The smallest unit of a currency: 0.01 BRL, 1 JPY, 0.001 KWD; 0.01 for a text that is no currency code. `Intl` knows most of them,
 * but takes as long to load as a twentieth of a cold start, and follows CLDR, which leaves out cents that hardly anybody uses.
 * @see https://www.iso.org/iso-4217-currency-codes.html
 */
export function minorUnit(currency: string): Fraction {
  return new Fraction(1, 10 ** minorPlaces(currency));
}

/** The number of decimals of its smallest unit. */
export function minorPlaces(currency: string): number {
  return places.get(currency.toUpperCase()) ?? USUAL_PLACES;
}
