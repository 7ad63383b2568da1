import { useIntervalFn } from "@vueuse/core";
import { computed, shallowRef } from "vue";
import { useRoute, useRouter } from "vue-router";

import { session } from "../../auth/session.ts";
import type { Problem } from "../../graphql/problems.ts";

/** The state of the sign-in form: what is typed, what is wrong with it, and how long to wait after too many tries. */
export function useSignIn() {
  const route = useRoute();
  const router = useRouter();
  const email = shallowRef("");
  const password = shallowRef("");
  const isBusy = shallowRef(false);
  const wasTried = shallowRef(false);
  const problem = shallowRef<Problem | null>(null);
  const isWrong = shallowRef(false);
  const secondsToWait = shallowRef(0);

  const { resume, pause } = useIntervalFn(() => {
    secondsToWait.value -= 1;
    if (secondsToWait.value <= 0) pause();
  }, 1000, { immediate: false });

  const emailError = computed(() =>
    wasTried.value && !/^\S+@\S+$/.test(email.value) ? "Enter your email address, like name@clinic.org" : undefined,
  );
  const passwordError = computed(() => (wasTried.value && password.value === "" ? "Enter your password" : undefined));

  async function submit(): Promise<void> {
    wasTried.value = true;
    if (emailError.value || passwordError.value || isBusy.value || secondsToWait.value > 0) return;
    isBusy.value = true;
    const failure = await session.signIn(email.value.trim(), password.value);
    isBusy.value = false;
    problem.value = failure?.problem ?? null;
    isWrong.value = failure?.status === 401;
    if (failure?.problem.kind === "throttled") {
      secondsToWait.value = failure.problem.retryAfter ?? 60;
      resume();
    }
    if (failure) return;
    await router.replace(safePath(route.query.next));
  }

  return { email, password, emailError, passwordError, isBusy, problem, isWrong, secondsToWait, submit };
}

/** Only a path of this app: an address from outside must not send the person elsewhere after signing in. */
export function safePath(next: unknown): string {
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? next : "/";
}
