"use strict";

// Works offline after the first visit: registers the service worker, and offers a new version without forcing it.

/**
 * @param {{onReady: () => void, onUpdate: (apply: () => void) => void}} events `onReady` once a visit without a network
 *   would succeed; `onUpdate` when a new version waits, with the function that switches to it and reloads
 */
async function registerOffline({ onReady, onUpdate }) {
  // Neither from file:// nor in the single file, which needs none, nor where the browser forbids it.
  if (BUILD.embedded || !("serviceWorker" in navigator) || !isSecureContext || location.protocol === "file:") return;
  let reloading = false;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    // The first worker takes over silently; only a switch that the reader asked for reloads.
    if (reloading) location.reload();
  });

  let registration;
  try {
    registration = await navigator.serviceWorker.register(scriptUrl("sw.js"), { updateViaCache: "none" });
  } catch {
    return;
  }
  const offer = (/** @type {ServiceWorker} */ waiting) =>
    onUpdate(() => {
      reloading = true;
      waiting.postMessage("activate");
    });
  const watch = (/** @type {ServiceWorker | null} */ worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    });
  if (registration.waiting) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));
  await navigator.serviceWorker.ready;
  onReady();
}
