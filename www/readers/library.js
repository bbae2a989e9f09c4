// What the page takes from fflate. The build makes one classic script of it, `zip.js`, which the page knows as `zip`.

export { unzipSync } from "fflate";
