/** What to say where the password, asked for once more before something that matters, does not fit. */
export const wrongPassword = { what: "The password does not fit", message: "It is the one that you sign in with. Capital letters count." };
