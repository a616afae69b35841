"""Characters that only look right."""

from __future__ import annotations

from actions.publishing.reading.characters import broken_sample, ordinary, without_symbols

TEXT = "第一条 为了规范户口登记，根据有关法律法规，结合本市实际，制定本办法。" * 20


def test_radicals_of_a_print_become_the_characters_that_they_look_like() -> None:
    assert ordinary("⾸⻚⼾⼝⼀⼆⼈⺠⻔") == "首页户口一二人民门"


def test_full_width_digits_stay_as_they_are_printed() -> None:
    assert ordinary("１．（Ａ）") == "１．（Ａ）"


def test_compatibility_ideographs_become_ordinary_ones() -> None:
    assert ordinary("\uf900\uf96f") == "豈說"


def test_invisible_characters_go() -> None:
    assert ordinary("户\u200b口\ufeff") == "户口"


def test_boxes_of_symbol_fonts_become_boxes() -> None:
    assert without_symbols("\uf0a8是\uf052否") == ("□是☑否", 0)


def test_a_private_sign_that_nobody_knows_is_counted() -> None:
    assert without_symbols("甲\uf123") == ("甲□", 1)


def test_a_sound_text_has_no_broken_characters() -> None:
    assert broken_sample(TEXT) is None


def test_a_font_without_names_of_characters_is_found_out() -> None:
    assert broken_sample("(cid:12)(cid:431)" * 9 + TEXT[:40])
    assert broken_sample("\ue123\ue124\ufffd" * 9 + TEXT[:40])


def test_a_font_that_names_other_characters_is_found_out() -> None:
    moved = "".join(chr(ord(one) + 37) if "\u4e00" <= one < "\u9f00" else one for one in TEXT)
    assert broken_sample(moved)


def test_a_font_that_names_latin_letters_for_chinese_ones_is_found_out() -> None:
    assert broken_sample("µÚÒ»Ìõ ÎªÁË¹æ·¶»§¿ÚµÇ¼Ç" * 20)
