const unlike: Readonly<Record<string, string>> = { ß: "ss", ø: "o", æ: "ae", ł: "l", đ: "d", ı: "i" };

/** A place's name for comparison: lower case, no accents, one blank between words. “São_Paulo” is “sao paulo”. */
export function plainPlace(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[ßøæłđı]/g, (letter) => unlike[letter] ?? letter)
    .replaceAll(".", "")
    .replace(/[\s_/,()'’-]+/g, " ")
    .trim();
}
