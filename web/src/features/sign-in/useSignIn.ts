import { computed, shallowRef } from "vue";

import type { SecondFactorAsked } from "../../auth/auth-api.ts";
import { session } from "../../auth/session.ts";
import { useAttempt } from "../../auth/useAttempt.ts";

/** The state of the sign-in form: what is typed, and what is wrong with it. `submit` answers whether the password was right. */
export function useSignIn() {
  const email = shallowRef("");
  const password = shallowRef("");
  const wasTried = shallowRef(false);
  /** The second factor that has to follow. */
  const asked = shallowRef<SecondFactorAsked | null>(null);
  const { attempt, ...state } = useAttempt();

  const emailError = computed(() => (wasTried.value ? addressError(email.value) : undefined));
  const passwordError = computed(() => (wasTried.value && password.value === "" ? "Enter your password" : undefined));

  async function submit(): Promise<boolean> {
    wasTried.value = true;
    if (emailError.value || passwordError.value) return false;
    const answer = await attempt(() => session.signIn(email.value.trim(), password.value));
    if (!answer) return false;
    asked.value = answer.asked;
    password.value = "";
    wasTried.value = false;
    return true;
  }

  return { email, password, emailError, passwordError, asked, submit, ...state };
}

/** What is wrong with an email address, if anything. */
export function addressError(email: string): string | undefined {
  return /^\S+@\S+$/.test(email.trim()) ? undefined : "Enter your email address, like name@clinic.org";
}

/** Only a path of this app: an address from outside must not send the person elsewhere after signing in. */
export function safePath(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}
