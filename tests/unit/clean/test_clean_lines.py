"""Lines of the page go, lines of the article stay; each case is a line with what a reader says of it."""

from __future__ import annotations

import pytest

from pipeline.clean.lines import is_boilerplate, is_tail, load_words, strip_boilerplate

PAGE_LINES = [
    "دورية للجيش في ريف المدينة الشمالي - كانون الثاني 2024 (BBC)",
    "camera iconجنود على طريق ترابي شرق البلدة - أيار 2023 (AFP)",
    "متظاهرون في ساحة المدينة (عنب بلدي/ سمير خالد)",
    "مخيم للنازحين قرب الحدود (الأناضول)",
    "الدخان يتصاعد من مستودع بعد القصف - 4 آذار 2025 (وكالة ما)",
    "tag icon ع ع ع",
    "×",
    "🏴",
    "-----",
    "* * *",
    "فيسبوك تويتر واتساب",
    "Share Facebook X WhatsApp",
    "اقرأ أيضا: اتفاق جديد في الجنوب",
    "شاهد أيضًا: لحظة سقوط الطائرة",
    "تاريخ النشر: 12 أيار 2025",
    "المصدر: رويترز",
    "المصدر: الجزيرة + وكالات",
    "دولار واحد شهريًا يحدث فرقًا",
    "اضغط هنا للمساهمة",
    "لمتابعة آخر الأخبار انضم إلى قناتنا على تلغرام.",
    "https://example.org/a?b=c",
    "#سوريا #الحسكة",
    "صورة أرشيفية لعناصر من الشرطة",
    "Smoke rises over the refinery road, November 2024 (Somebody)",
    "A soldier at a checkpoint (Photo: Jane Roe/EPA)",
    "Residents inspect a damaged house /AFP",
    "Reporting by A. Writer; Editing by B. Reader",
    "SEE ALSO: Another story about the same war",
    "Sign up for our morning briefing",
    "Advertisement",
]

ARTICLE_LINES = [
    "“إنجاز بارز”",
    "عملية مع “قسد”",
    "انخفاض أعداد النازحين في المخيمات",
    "شارك المئات في مظاهرة وسط المدينة",
    "شارك المئات في مظاهرة وسط المدينة احتجاجًا على انقطاع الكهرباء والماء منذ أسبوع.",
    "ادعمت قوات جديدة مواقعها على الجبهة.",
    "تحرير خمسة مختطفين في ريف المدينة",
    "المصدر قال إن القصف أوقع أربعة قتلى.",
    "نشر في بيانه أن الغارة قتلت خمسة.",
    "اشترك في العملية ثلاثون عنصرًا من الشرطة.",
    "أسر مقاتلين من قوات سوريا الديمقراطية (قسد)",
    "قوة المهام المشتركة (CJTF-OIR)",
    "قُتل ثلاثة مدنيين في غارة على السوق (رويترز).",
    "وقال الناطق: لا إصابات",
    "مقتل جندي في هجوم على حاجز - ريف دير الزور",
    "صور أقمار صناعية تظهر حشودًا عند الحدود قبل الهجوم بيومين.",
    "Support US troops gave to the column included two helicopters.",
    "Five people were killed on Monday (two of them children)",
    "Files seized in the raid named twelve men.",
    "Share prices fell after the attack on the port.",
    "Photos from the scene showed a burned bus near the bridge, and medics carried nine bodies away.",
    "",
]


@pytest.mark.parametrize("line", PAGE_LINES)
def test_page_line(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_article_line(line: str) -> None:
    assert not is_boilerplate(line) and not is_tail(line)


SENTENCE = "وقال مصدر محلي إن الطريق بقي مغلقًا حتى المساء."
ARTICLE = "\n".join([SENTENCE] * 10)


@pytest.mark.parametrize(
    "tail", ["مقالات متعلقة", "مقالات متعلقة:", "Related stories", "جميع الحقوق محفوظة 2025"]
)
def test_a_tail_cuts_what_follows(tail: str) -> None:
    text = f"{ARTICLE}\n\n{tail}\n\nمقتل ستة في انفجار بالعاصمة\n\nاحتجاجات في الجنوب"
    assert strip_boilerplate(text, titled=True) == ARTICLE


def test_a_tail_early_in_an_article_only_goes_itself() -> None:
    text = f"{SENTENCE}\n\nمقالات متعلقة\n\n{ARTICLE}"
    assert strip_boilerplate(text, titled=True) == f"{SENTENCE}\n\n{ARTICLE}"


def test_blank_lines_go_with_the_line_dropped() -> None:
    assert strip_boilerplate(f"{SENTENCE}\n\nإعلان\n\n{SENTENCE}", titled=True) == f"{SENTENCE}\n\n{SENTENCE}"


def test_the_first_line_of_an_untitled_text_may_look_like_a_caption() -> None:
    text = f"مقتل خمسة في غارة على السوق (رويترز)\n\n{SENTENCE}"
    assert strip_boilerplate(text, titled=False) == text
    assert strip_boilerplate(text, titled=True) == SENTENCE


def test_a_text_of_one_line_is_kept_whatever_its_shape() -> None:
    line = "مقتل خمسة في غارة على السوق (رويترز)"
    assert strip_boilerplate(line, titled=True) == line


def test_the_packs_say_only_known_places() -> None:
    words = load_words()
    assert words.whole and words.start and words.tail and words.button and words.credit
    assert not any(not word for word in words.start), "an empty phrase would begin every line"
