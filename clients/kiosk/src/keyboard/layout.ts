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
