# Hookline in a container. `npm run container` runs these very commands without one (docs/scaling.md).

# What both stages below begin with: the workspace's manifests, and pnpm.
FROM node:24-bookworm-slim AS workspace
WORKDIR /app
RUN npm install --global --no-audit --no-fund pnpm@12.21.0
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .node-version ./
COPY patches patches
COPY packages packages
COPY apps/server/package.json apps/server/package.json
COPY apps/web/package.json apps/web/package.json
COPY bench/package.json bench/package.json
COPY e2e/package.json e2e/package.json

# What the server needs when it runs.
FROM workspace AS dependencies
RUN pnpm install --frozen-lockfile --prod --filter @hookline/server

# What is built: the server as one file, the page.
FROM workspace AS build
RUN pnpm install --frozen-lockfile --filter @hookline/server... --filter @hookline/web...
COPY tsconfig.base.json ./
COPY apps apps
RUN pnpm build

FROM node:24-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/app/data
# The account `node` of the image: it owns its data and nothing else.
RUN install -d -o 1000 -g 1000 data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/apps/server/node_modules apps/server/node_modules
COPY apps/server/package.json apps/server/package.json
COPY apps/server/src/db/migrations apps/server/src/db/migrations
COPY --from=build /app/apps/server/dist apps/server/dist
COPY --from=build /app/apps/web/dist apps/web/dist
USER 1000:1000
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=6s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/readyz').then((res) => process.exit(res.ok ? 0 : 1), () => process.exit(1))"]
# Calls under way get 6 s of the 10 s that a stop takes at most.
STOPSIGNAL SIGTERM
CMD ["node", "--max-semi-space-size=32", "--heap-growing-percent=40", "--no-allocation-site-pretenuring", "apps/server/dist/main.js"]
