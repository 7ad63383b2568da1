import type pg from "pg";
import { Secret, TOTP } from "otpauth";
import { toString as drawQr } from "qrcode";
import { type Identity, onBehalfOf } from "../platform/database.ts";
import { derivedKey } from "./derived-key.ts";
import { newRecoveryCodes, readRecoveryCode, recoveryCodeHash } from "./recovery-codes.ts";
import { seal, unseal } from "./sealed-secret.ts";

/** What an authenticator app needs, as a person can scan or type it. */
export type Setup = { secret: string; otpauthUrl: string; qrSvg: string };
export type SecondFactorState = { enabled: boolean; enabledAt: string | null; recoveryCodesLeft: number; requiredBy: string[] };

/** RFC 6238 as every authenticator app does it: SHA-1, six digits, 30 seconds; a code counts one step early or late. */
const PERIOD = 30;
const WINDOW = 1;

export type SecondFactor = {
  state(who: Identity, userId: string): Promise<SecondFactorState>;
  /** Makes a secret that waits for its first code; one in use stays in force until then. */
  begin(who: Identity, userId: string, email: string): Promise<Setup>;
  /** The recovery codes when the code proves the secret that was shown, else null. */
  activate(who: Identity, userId: string, code: string): Promise<string[] | null>;
  /** Whether it is the app's code of now, not used before, or a recovery code, which it uses up. */
  verify(who: Identity, userId: string, code: string): Promise<boolean>;
  newRecoveryCodes(who: Identity, userId: string): Promise<string[]>;
  remove(who: Identity, userId: string): Promise<void>;
};

type Row = { secret_encrypted: Buffer | null; confirmed_at: Date | null; pending_secret_encrypted: Buffer | null; recovery_codes_left: number; required_by: string[] };

export function secondFactor(pool: pg.Pool, fileKey: Buffer): SecondFactor {
  const [secretKey, codesKey] = [derivedKey(fileKey, "second factor secrets"), derivedKey(fileKey, "recovery codes")];
  const read = async (sql: pg.ClientBase, userId: string) => (await sql.query<Row>("select * from app_private.second_factor($1)", [userId])).rows[0]!;
  const hashes = (userId: string, codes: string[]) => codes.map((code) => recoveryCodeHash(codesKey, userId, code));

  /** The step that the code is of, or null. */
  const stepOf = (userId: string, sealed: Buffer, code: string): number | null => {
    const totp = new TOTP({ secret: secretOf(unseal(secretKey, userId, sealed)), period: PERIOD });
    const timestamp = Date.now();
    const delta = totp.validate({ token: code, timestamp, window: WINDOW });
    return delta === null ? null : totp.counter({ timestamp }) + delta;
  };

  return {
    state: (who, userId) =>
      onBehalfOf(pool, who, async (sql) => {
        const { confirmed_at, recovery_codes_left, required_by } = await read(sql, userId);
        return { enabled: confirmed_at !== null, enabledAt: confirmed_at?.toISOString() ?? null, recoveryCodesLeft: recovery_codes_left, requiredBy: required_by };
      }),
    async begin(who, userId, email) {
      const secret = new Secret({ size: 20 });
      const otpauthUrl = new TOTP({ issuer: "TrackForge", label: email, secret, period: PERIOD }).toString();
      await onBehalfOf(pool, who, (sql) => sql.query("select app_private.offer_second_factor($1, $2)", [userId, seal(secretKey, userId, secret.bytes)]));
      return { secret: secret.base32, otpauthUrl, qrSvg: await drawQr(otpauthUrl, { type: "svg", errorCorrectionLevel: "M", margin: 2 }) };
    },
    activate: (who, userId, code) =>
      onBehalfOf(pool, who, async (sql) => {
        const { pending_secret_encrypted: pending } = await read(sql, userId);
        const step = pending && isSixDigits(code) ? stepOf(userId, pending, code) : null;
        if (step === null) return null;
        const codes = newRecoveryCodes();
        const { rows } = await sql.query<{ confirmed: boolean }>("select app_private.confirm_second_factor($1, $2, $3, $4, $5) as confirmed", [
          userId, pending, step, hashes(userId, codes), who.sessionId ?? null,
        ]);
        return rows[0]?.confirmed ? codes : null;
      }),
    verify: (who, userId, typed) =>
      onBehalfOf(pool, who, async (sql) => {
        const recovery = readRecoveryCode(typed);
        if (recovery) {
          const { rows } = await sql.query<{ used: boolean }>("select app_private.use_recovery_code($1, $2) as used", [userId, recoveryCodeHash(codesKey, userId, recovery)]);
          return rows[0]?.used ?? false;
        }
        const code = typed.replaceAll(/\s/g, "");
        const { secret_encrypted: secret } = await read(sql, userId);
        const step = secret && isSixDigits(code) ? stepOf(userId, secret, code) : null;
        if (step === null) return false;
        const { rows } = await sql.query<{ used: boolean }>("select app_private.use_totp_step($1, $2) as used", [userId, step]);
        return rows[0]?.used ?? false;
      }),
    newRecoveryCodes: (who, userId) =>
      onBehalfOf(pool, who, async (sql) => {
        const codes = newRecoveryCodes();
        await sql.query("select app_private.replace_recovery_codes($1, $2)", [userId, hashes(userId, codes)]);
        await sql.query("select app_private.record_personal_event('second_factor_changed', $1, $2)", [userId, { change: "recovery_codes_replaced" }]);
        return codes;
      }),
    async remove(who, userId) {
      await onBehalfOf(pool, who, (sql) => sql.query("select app_private.remove_second_factor($1)", [userId]));
    },
  };
}

const isSixDigits = (code: string) => /^\d{6}$/.test(code);
const secretOf = (bytes: Buffer) => new Secret({ buffer: new Uint8Array(bytes).buffer });
