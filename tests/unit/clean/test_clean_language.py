"""The language of texts long and short, and of what is none."""

from __future__ import annotations

import pytest

from pipeline.clean.language import detect_language, fits_script, language_code

TEXTS = {
    "ar": [
        "أصيب ثلاثة أشخاص في انفجار وقع قرب سوق المدينة صباح اليوم، وقال شهود إن النيران امتدت إلى محال مجاورة.",
        "قصف حلب", "مقتل جنديين", "هجوم على گرميان في العراق",
    ],
    "fa": ["در حمله مسلحانه به پاسگاه مرزی پنج نفر کشته شدند و چند نفر زخمی شدند.", "کشته شدن پنج نفر در حمله به پاسگاه"],
    "ur": ["کراچی میں ایک بم دھماکے میں پانچ افراد ہلاک اور دس زخمی ہو گئے ہیں۔", "لاہور میں دھماکہ"],
    "ckb": ["لە هێرشێکدا بۆ سەر بنکەیەکی سەربازی پێنج کەس کوژران و چەند کەسێکیش بریندار بوون."],
    "ps": ["په کابل کې په یوه چاودنه کې پنځه تنه ووژل شول او لس نور ټپیان دي."],
    "en": ["Five people were killed when a bomb went off near the market on Monday.", "Bomb kills five in the market"],
    "fr": ["Cinq personnes ont été tuées dans une explosion près du marché lundi, selon la police."],
    "es": ["Cinco personas murieron en una explosión cerca del mercado el lunes, según la policía."],
    "pt": ["Cinco pessoas morreram numa explosão perto do mercado na segunda-feira, segundo a polícia."],
    "tr": ["Pazartesi günü pazar yerinde meydana gelen patlamada beş kişi öldü, polis olay yerini kapattı."],
    "ru": ["Пять человек погибли при взрыве на рынке в понедельник, сообщила полиция города."],
    "uk": ["П'ятеро людей загинули внаслідок вибуху на ринку в понеділок, повідомила поліція."],
    "he": ["חמישה בני אדם נהרגו בפיצוץ סמוך לשוק"],
    "am": ["በገበያ አካባቢ በደረሰ ፍንዳታ አምስት ሰዎች መሞታቸውን ፖሊስ ገለጸ ነው"],
    "so": ["Shan qof ayaa ku dhimatay qarax ka dhacay suuqa magaalada, sida ay booliisku sheegeen oo ay weheliyaan dad kale."],
    "sw": ["Watu watano waliuawa katika mlipuko karibu na soko la mji siku ya Jumatatu, polisi walisema."],
    "zh": ["周一市场附近发生爆炸，造成五人死亡"],
    "ja": ["月曜日に市場の近くで爆発があり、五人が死亡した"],
    "ko": ["월요일 시장 근처에서 폭발이 일어나 다섯 명이 숨졌다"],
}  # fmt: skip


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in TEXTS.items() for text in texts])
def test_detects(code: str, text: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "", "12 34 / 56", "!!! ???", "asdf",
        "Xqzt blorf wnakk zzpt grimbol vask trenu oplik drang mutsel kravo blint wespar holk znivel qork plam",
        "ضصث قفغ عهخ شسيب لاتن مكط ءؤ رلاى ةوز ظطك منت البل خحج دذر سشص ضطظ",
    ],
)  # fmt: skip
def test_no_language(text: str) -> None:
    assert detect_language(text) is None


CODES = [
    ("ar", "ar"), ("ar-SY", "ar"), ("AR_sy", "ar"), ("ara", "ar"), ("Arabic", "ar"), ("eng", "en"), ("fre", "fr"),
    ("ckb", "ckb"), ("xx", None), ("", None), (None, None), ("عربي", None), ("a", None),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "code"), CODES)
def test_codes_as_inputs_state_them(stated: str | None, code: str | None) -> None:
    assert language_code(stated) == code


def test_a_stated_language_gives_way_to_the_alphabet() -> None:
    assert not fits_script("ar", "Five people were killed.")
    assert fits_script("ar", "قتل خمسة أشخاص (BBC)")
    assert fits_script("fa", "قتل خمسة أشخاص") and fits_script("ar", "12") and fits_script("xx", "abc")
