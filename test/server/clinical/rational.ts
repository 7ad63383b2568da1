/** An exact fraction. The evaluator knows no rounding: a value that just keeps its bound keeps it. */
export class Rational {
  static readonly zero = new Rational(0n, 1n);
  readonly numerator: bigint;
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** From how Postgres writes a number: "12", "-0.05". */
  static of(written: string | number): Rational {
    const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(written));
    if (!match) throw new Error(`${written} is not a number.`);
    const [, sign, whole, fraction = ""] = match;
    return Rational.#reduced(BigInt(`${sign}${whole}${fraction}`), 10n ** BigInt(fraction.length));
  }

  static #reduced(numerator: bigint, denominator: bigint): Rational {
    let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
    while (b) [a, b] = [b, a % b];
    return a === 1n ? new Rational(numerator, denominator) : new Rational(numerator / a, denominator / a);
  }

  plus(other: Rational): Rational {
    if (this.denominator === other.denominator) return Rational.#reduced(this.numerator + other.numerator, this.denominator);
    return Rational.#reduced(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }
  minus(other: Rational): Rational {
    return this.plus(new Rational(-other.numerator, other.denominator));
  }
  times(other: Rational): Rational {
    return Rational.#reduced(this.numerator * other.numerator, this.denominator * other.denominator);
  }
  over(other: Rational): Rational {
    if (other.numerator === 0n) throw new Error("Nothing is divided by zero.");
    const sign = other.numerator < 0n ? -1n : 1n;
    return Rational.#reduced(this.numerator * other.denominator * sign, this.denominator * other.numerator * sign);
  }
  compare(other: Rational): number {
    const [a, b] = [this.numerator * other.denominator, other.numerator * this.denominator];
    return a < b ? -1 : a > b ? 1 : 0;
  }
  isAbove(other: Rational): boolean {
    return this.compare(other) > 0;
  }
  isBelow(other: Rational): boolean {
    return this.compare(other) < 0;
  }
  get isZero(): boolean {
    return this.numerator === 0n;
  }
  /** To so many decimals, half away from zero, as Postgres rounds. */
  toFixed(decimals: number): string {
    const scale = 10n ** BigInt(decimals);
    const [size, sign] = this.numerator < 0n ? [-this.numerator, "-"] : [this.numerator, ""];
    const digits = String((size * scale * 2n + this.denominator) / (this.denominator * 2n)).padStart(decimals + 1, "0");
    return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }
  toNumber(): number {
    return Number(this.numerator) / Number(this.denominator);
  }
}

export const sum = (values: Iterable<Rational>): Rational => {
  let total = Rational.zero;
  for (const value of values) total = total.plus(value);
  return total;
};
export const greatest = (values: readonly Rational[]): Rational => values.reduce((a, b) => (b.isAbove(a) ? b : a));
export const least = (values: readonly Rational[]): Rational => values.reduce((a, b) => (b.isBelow(a) ? b : a));
