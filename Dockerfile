FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node /data
VOLUME /data
USER node
EXPOSE 5000
# Without npm in between, so that the signal to stop reaches the program.
ENTRYPOINT ["node", "bin/start.ts"]
CMD ["api", "web", "worker"]
