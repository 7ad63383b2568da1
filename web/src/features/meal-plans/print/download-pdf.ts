import type { TDocumentDefinitions } from "pdfmake/interfaces";
import medium from "pdfmake/build/fonts/Roboto/Roboto-Medium.ttf?url";
import regular from "pdfmake/build/fonts/Roboto/Roboto-Regular.ttf?url";
import * as library from "pdfmake/build/pdfmake.min";

// The types list what the library's one export has; the build for browsers has that export as its default.
const pdfMake = (library as unknown as { default: typeof library }).default;

// This module is loaded when somebody asks for a PDF: the library is larger than the rest of the app.
const ours = (path: string): string => new URL(path, location.href).href;
const fonts = { normal: ours(regular), bold: ours(medium), italics: ours(regular), bolditalics: ours(medium) };

pdfMake.addFonts({ Roboto: fonts });
// Nothing leaves the house: only our own fonts are fetched.
pdfMake.setUrlAccessPolicy((url: string) => Object.values(fonts).includes(url));

/** Makes the PDF and has the browser save it. */
export async function downloadPdf(document: TDocumentDefinitions, fileName: string): Promise<void> {
  await pdfMake.createPdf(document).download(fileName);
}
