// Keeps the app (page, program, styles) as one set, so that every address starts without a network.
//
// The set is all or nothing: a new version is fetched whole beside the old one, waits, and takes over only when a
// person says so (message "activate"). Facts never pass through here: nothing under /api is touched.

// Filled in by the build. In development both stay as they are and nothing is cached.
const FILES = /*PRECACHE*/[];
const BUILD = /*BUILD*/"dev";

const PREFIX = "yanxi-app-";
const CACHE = PREFIX + BUILD;
const PAGE = "/";

self.addEventListener("install", (event) => {
  event.waitUntil(fetchWholeSet());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOtherSets());
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") {
    self.skipWaiting();
  }
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin || FILES.length === 0) {
    return;
  }
  if (url.pathname.startsWith("/api/") || url.pathname.startsWith("/calendar/") || url.pathname === "/healthz" || url.pathname === "/sw.js") {
    return;
  }
  if (request.mode === "navigate") {
    // Every address of the app is the same page; the router inside it does the rest.
    event.respondWith(fromSet(PAGE, request));
  } else {
    event.respondWith(fromSet(url.pathname, request));
  }
});

// `addAll` stores everything or fails, and a failed install leaves the version before in charge.
async function fetchWholeSet() {
  const cache = await caches.open(CACHE);
  // Names carry a hash of the content, except the few that do not: those must not come from an older HTTP cache.
  await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
}

async function dropOtherSets() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) {
      await caches.delete(name);
    }
  }
}

async function fromSet(key, request) {
  const cache = await caches.open(CACHE);
  const held = await cache.match(key, { ignoreVary: true });
  if (!held) {
    return fetch(request);
  }
  // A stored redirect may not answer a navigation.
  return held.redirected ? new Response(held.body, { headers: held.headers, status: held.status }) : held;
}
