import "@fontsource-variable/inter";
import "vuetify/styles/core";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/vuetify-look.css";

import urql from "@urql/vue";
import { createApp } from "vue";

import App from "./app/App.vue";
import { staleLists } from "./app/features.ts";
import { createOurRouter } from "./app/router.ts";
import { createSessionClient } from "./graphql/client.ts";
import { adoptThemeStyles } from "./theme/adopted-styles.ts";
import { createOurVuetify } from "./theme/vuetify.ts";

const app = createApp(App);
const client = createSessionClient(staleLists);
adoptThemeStyles(app);
app.use(createOurVuetify()).use(urql, client).use(createOurRouter(client)).mount("#app");
