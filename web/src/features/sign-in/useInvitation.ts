import { computed, shallowRef, watch } from "vue";

import { postAuth, type SecondFactorAsked } from "../../auth/auth-api.ts";
import { newPasswordError, refusedPasswordError } from "../../auth/password-words.ts";
import { session } from "../../auth/session.ts";
import { useAttempt } from "../../auth/useAttempt.ts";
import { isInvitation, type Invitation } from "./invitation.ts";
import { addressError } from "./useSignIn.ts";

/** An invitation from its link to its acceptance. `token` is null where the link brought none. */
export function useInvitation(token: string | null) {
  const invitation = shallowRef<Invitation | null>(null);
  const email = shallowRef("");
  const name = shallowRef("");
  const password = shallowRef("");
  const wasTried = shallowRef(false);
  const refused = shallowRef<string>();
  const asked = shallowRef<SecondFactorAsked | null>(null);
  const looking = useAttempt();
  const { attempt, ...state } = useAttempt();

  watch(password, () => (refused.value = undefined));
  const isUseless = computed(() => token === null || [looking.problem.value, state.problem.value].some((problem) => problem?.code === "TF083"));
  const isNew = computed(() => invitation.value?.hasAccount === false);
  const emailError = computed(() => (wasTried.value ? addressError(email.value) : undefined));
  const nameError = computed(() => (wasTried.value && isNew.value && name.value.trim() === "" ? "Enter your name" : undefined));
  const passwordError = computed(() => {
    if (!wasTried.value) return undefined;
    const missing = isNew.value ? newPasswordError(password.value) : password.value === "" ? "Enter your password" : undefined;
    return missing ?? refused.value;
  });

  async function look(): Promise<void> {
    if (token === null) return;
    const answer = await looking.attempt(() => postAuth("invitations/look", { token }));
    if (answer && isInvitation(answer.answer)) invitation.value = answer.answer;
    email.value = invitation.value?.email ?? "";
  }

  /** Answers whether it was accepted; `asked` says whether a second factor has to follow. */
  async function accept(): Promise<boolean> {
    wasTried.value = true;
    if (emailError.value || nameError.value || passwordError.value) return false;
    const body = { token, email: email.value.trim(), password: password.value, client: "web", ...(isNew.value && { name: name.value.trim() }) };
    const answer = await attempt(() => session.signInThrough("invitations/accept", body));
    refused.value = refusedPasswordError(state.problem.value);
    if (!answer) return false;
    asked.value = answer.asked;
    password.value = "";
    wasTried.value = false;
    return true;
  }

  return { invitation, email, name, password, emailError, nameError, passwordError, refused, asked, isNew, isUseless, looking, look, accept, ...state };
}
