import type { RouteRecordRaw } from "vue-router";

/** The pages that stand outside the shell, because nobody has to be signed in for them. */
export const signInRoutes: RouteRecordRaw[] = [
  { path: "/sign-in", name: "sign-in", component: () => import("./SignInPage.vue"), meta: { isOpen: true, isForGuests: true } },
  { path: "/forgot-password", name: "forgot-password", component: () => import("./ForgotPasswordPage.vue"), meta: { isOpen: true, isForGuests: true } },
  { path: "/reset-password", name: "reset-password", component: () => import("./ResetPasswordPage.vue"), meta: { isOpen: true } },
  { path: "/confirm-address", name: "confirm-address", component: () => import("./ConfirmAddressPage.vue"), meta: { isOpen: true } },
  { path: "/invitation", name: "invitation", component: () => import("./InvitationPage.vue"), meta: { isOpen: true } },
];
