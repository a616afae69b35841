/** The keys of the screen keyboard, row by row. */
const LETTERS = ["q w e r t y u i o p", "a s d f g h j k l"];
const DIGITS = "1 2 3 4 5 6 7 8 9 0";

export const layout = {
  chinese: [DIGITS, ...LETTERS, "z x c v b n m {bksp}", "{hide} {latin} ， {space} 。 ？ {enter}"],
  latin: [
    DIGITS,
    ...LETTERS.map((row) => row.toUpperCase()),
    "Z X C V B N M {bksp}",
    "{hide} {chinese} - {space} . @ {enter}",
  ],
};

export type LayoutName = keyof typeof layout;

/** Keys in a row where the screen is narrow, so that a finger still meets one of them alone. */
const FEW = 6;
/** The same for elderly people. */
const FEWEST = 4;
const WIDE = ["{hide}", "{latin}", "{chinese}", "{space}", "{enter}"];

/** The same keys in shorter rows, those with words on them in pairs. */
export const narrowLayout = inShort(FEW);
export const elderlyLayout = inShort(FEWEST);

function inShort(length: number): typeof layout {
  return {
    chinese: inShortRows(layout.chinese, length),
    latin: inShortRows(layout.latin, length),
  };
}

function inShortRows(rows: string[], length: number): string[] {
  const keys = rows.join(" ").split(" ");
  const isWide = (key: string) => WIDE.includes(key);
  const plain = keys.filter((key) => !isWide(key));
  return [...cut(plain, length), ...cut(keys.filter(isWide), 2)];
}

function cut(keys: string[], length: number): string[] {
  const rows = [];
  for (let at = 0; at < keys.length; at += length) rows.push(keys.slice(at, at + length).join(" "));
  return rows;
}
