/**
 * Choices out of a list of numbers. fast-check makes and shrinks the list; when it is used up, every choice
 * is the first, so whatever chooses puts the simplest first and comes to an end.
 */
export class Draw {
  #numbers: readonly number[] = [];
  #at = 0;

  /** Goes on with these numbers and forgets what was left: a change in one part then stays in that part. */
  refill(numbers: readonly number[]): void {
    this.#numbers = numbers;
    this.#at = 0;
  }

  get isSpent(): boolean {
    return this.#at >= this.#numbers.length;
  }

  /** From 0 to count - 1. */
  below(count: number): number {
    const number = this.#numbers[this.#at++] ?? 0;
    return number % count;
  }

  of<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** True so many times in a hundred; never once the numbers are used up. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }
}
