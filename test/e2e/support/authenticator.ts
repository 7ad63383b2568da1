import { TOTP } from "otpauth";
import type { Page } from "playwright-core";

/** An authenticator app on a phone, which was given a key. No code is shown twice, because none works twice. */
export class Authenticator {
  readonly #totp: TOTP;
  #lastStep = 0;

  constructor(key: string) {
    this.#totp = new TOTP({ secret: key.replaceAll(" ", "") });
  }

  /** Types the key from the screen, as somebody without a camera does. */
  static async setUpFrom(page: Page): Promise<Authenticator> {
    await page.getByRole("img", { name: "QR code" }).waitFor();
    await page.getByText("No camera? Type the key instead").click();
    return new Authenticator(await page.locator("details code").innerText());
  }

  /** The code of now, or the next one where that was shown already. */
  code(): string {
    this.#lastStep = Math.max(this.#totp.counter(), this.#lastStep + 1);
    return this.#totp.generate({ timestamp: this.#lastStep * this.#totp.period * 1000 });
  }

  /** Six digits that are wrong now and in the half minutes around. */
  wrongCode(): string {
    const near = [-2, -1, 0, 1, 2].map((steps) => this.#totp.generate({ timestamp: Date.now() + steps * 30_000 }));
    return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !near.includes(code))!;
  }
}
