"use strict";

// What the browser lets this page's scripts make of strings (Trusted Types): the address of its own service worker and of
// the workers it starts, and the XML inside a Word file. Everything else that could become a script is refused, as the
// content security policy asks for it. Browsers without Trusted Types get the same strings unchecked.

const POLICY = globalThis.trustedTypes?.createPolicy("onrecord", {
  createScriptURL(url) {
    const { protocol, origin, href } = new URL(url, document.baseURI);
    const isOwn = protocol === "blob:" || (origin === location.origin && href.startsWith(new URL(".", document.baseURI).href));
    if (!isOwn) throw new TypeError(`no script of this page: ${url}`);
    return url;
  },
  // Only parsed and read, never shown.
  createHTML(xml) {
    if (!xml.startsWith("<?xml")) throw new TypeError("not XML");
    return xml;
  },
});

/** The address of a worker's script, as the browser wants it. @param {string} url */
function scriptUrl(url) {
  // What the browser makes of it is a string to everybody else.
  return /** @type {string} */ (POLICY?.createScriptURL(url) ?? url);
}

/** Reads an XML file's text; undefined if it is damaged. @param {string} xml */
function parseXml(xml) {
  const declared = xml.startsWith("<?xml") ? xml : `<?xml version="1.0"?>${xml}`;
  const trusted = /** @type {string} */ (POLICY?.createHTML(declared) ?? declared);
  const parsed = new DOMParser().parseFromString(trusted, "application/xml");
  return parsed.querySelector("parsererror") ? undefined : parsed;
}
