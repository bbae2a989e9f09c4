"use strict";

// PDF files, by way of pdf.js, which is loaded with the first of them. What it gives are pieces of text and where they are
// printed; layout.js makes paragraphs of them.

/** Letters on a page below which its words are taken for a scanner's stamp and not for the text. */
const FEWEST_LETTERS = 10;

/** Titles that a program gave the file. */
const NO_TITLE = /\.(docx?|pdf|indd|qxd|pages|rtf|odt|tex|dvi)$|^(untitled|microsoft word|document\d*$|print$)/i;

/** @type {Promise<PdfLibrary> | undefined} */
let pdfLibrary;

/** Loads pdf.js, once. @returns {Promise<PdfLibrary>} */
function loadPdfLibrary() {
  pdfLibrary ??= import(new URL(BUILD.parts.pdf.file, document.baseURI).href);
  pdfLibrary.catch(() => (pdfLibrary = undefined));
  return pdfLibrary;
}

/**
 * @param {string} name @param {Uint8Array} bytes
 * @param {{tell: (page: number, of: number) => void, signal: AbortSignal}} manner told of every page; stops when it is aborted
 * @returns {Promise<Article>}
 */
async function readPdf(name, bytes, { tell, signal }) {
  if (BUILD.embedded) throw new UnreadableFile(STRINGS.noPdfHere(name));
  const port = new Worker(scriptUrl(BUILD.parts.pdfWorker.file), { type: "module" });
  const lost = new Promise((_, reject) => {
    port.addEventListener("error", () => reject(new UnreadableFile(STRINGS.pdfReaderLost(name))));
    signal.addEventListener("abort", () => reject(new UnreadableFile(STRINGS.cancelled)));
  });
  try {
    return await Promise.race([lost, readPages(name, bytes, port, tell)]);
  } finally {
    port.terminate();
  }
}

/** @param {string} name @param {Uint8Array} bytes @param {Worker} port @param {(page: number, of: number) => void} tell @returns {Promise<Article>} */
async function readPages(name, bytes, port, tell) {
  const { getDocument, PDFWorker } = await loadPdfLibrary().catch(() => {
    throw new UnreadableFile(STRINGS.pdfReaderLost(name));
  });
  const options = { data: bytes, worker: PDFWorker.create({ port, verbosity: 0 }), useSystemFonts: true, disableFontFace: true, verbosity: 0 };
  const file = await getDocument(options).promise.catch((/** @type {Error} */ error) => {
    throw new UnreadableFile(error.name === "PasswordException" ? STRINGS.encrypted(name) : STRINGS.damaged(name));
  });
  /** @type {PrintedText[][]} */
  const pages = [];
  for (let number = 1; number <= file.numPages; number++) {
    tell(number, file.numPages);
    try {
      const page = await file.getPage(number);
      pages.push((await page.getTextContent()).items.filter(({ str }) => str !== undefined));
      page.cleanup();
    } catch {
      throw new UnreadableFile(STRINGS.damagedPage(name, number));
    }
  }
  const letters = pages.flat().reduce((sum, { str }) => sum + (str.match(/\p{L}/gu)?.length ?? 0), 0);
  if (letters < FEWEST_LETTERS * file.numPages) throw new UnreadableFile(STRINGS.noTextInPdf(name));
  const blocks = blocksOfPages(pages);
  const { info } = await file.getMetadata().catch(() => ({ info: {} }));
  return { name, format: "markdown", text: asMarkdown(blocks), stated: statedInPdf(info, blocks) };
}

/**
 * What the file says about itself; the headline as it is printed is worth more than the title that a program gave it.
 * @param {Record<string, unknown>} info @param {TextBlock[]} blocks @returns {Header}
 */
function statedInPdf({ Title, Author, CreationDate }, blocks) {
  const said = (/** @type {unknown} */ value) => (typeof value === "string" && value.trim()) || undefined;
  const [title, author] = [said(Title), said(Author)];
  const [, year, month, day] = /^D:(\d{4})(\d\d)(\d\d)/.exec(said(CreationDate) ?? "") ?? [];
  return {
    title: blocks.find(({ heading }) => heading === 1)?.text ?? (title && !NO_TITLE.test(title) ? title : undefined),
    byline: author && !NO_AUTHOR.test(author) ? author : undefined,
    date: isoDay(`${year}-${month}-${day}`),
  };
}
