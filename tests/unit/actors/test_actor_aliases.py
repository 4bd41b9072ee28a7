"""What the spellings of the press resolve to."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.actors import load_registry
from pipeline.text.normal import normalise_name

STRONG = """
ar داعش = islamic-state
ar تنظيم الدولة = islamic-state
ar تنظيم الدولة الإسلامية = islamic-state
ar تنظيم الدولة الاسلاميه في العراق والشام = islamic-state
ar دواعش = islamic-state
ar تنظيم "داعش" = islamic-state
ar ولاية سيناء = islamic-state-sinai
ar داعش خراسان = islamic-state-khorasan
ar تنظيم القاعدة = al-qaeda
ar تنظيم القاعدة في جزيرة العرب = aqap
ar القاعدة ببلاد المغرب الإسلامي = aqim
ar جماعة نصرة الإسلام والمسلمين = jnim
ar قسد = sdf
ar قوات سوريا الديمقراطية = sdf
ar قوات سورية الديموقراطية = sdf
ar وحدات حماية الشعب الكردية = ypg
ar ي ب ك = ypg
ar وحدات حماية المرأة = ypj
ar هتش = hts
ar هيئة تحرير الشام = hts
ar جبهة النصرة = jabhat-al-nusra
ar جبهة فتح الشام = jabhat-fatah-al-sham
ar أحرار الشام = ahrar-al-sham
ar جيش الإسلام = jaysh-al-islam
ar الجيش الوطني السوري = syrian-national-army
ar الجيش السوري الحر = free-syrian-army
ar الجبهة الشامية = levant-front
ar فرقة الحمزات = hamza-division
ar العمشات = suleiman-shah
ar حراس الدين = hurras-al-din
ar رجال الكرامة = rijal-al-karama
ar فلول النظام البائد = assad-loyalists
ar الجيش العربي السوري = syrian-army
ar حزب الله اللبناني = hezbollah
ar حركة أمل = amal-movement
ar كتائب القسام = al-qassam-brigades
ar كتائب عز الدين القسّام = al-qassam-brigades
ar حركة المقاومة الإسلامية (حماس) = hamas
ar سرايا القدس = saraya-al-quds
ar الجهاد الإسلامي = palestinian-islamic-jihad
ar حركة فتح = fatah
ar عرين الأسود = lions-den
ar جيش الاحتلال الإسرائيلي = idf
ar الشاباك = shin-bet
ar المستوطنين الإسرائيليين = settlers-israel
ar الحشد الشعبي = pmf
ar مليشيات الحشد الشعبي = pmf
ar كتائب حزب الله العراقي = kataib-hezbollah
ar عصائب أهل الحق = asaib-ahl-al-haq
ar البيشمركة = peshmerga
ar قوات البشمركة = peshmerga
ar التحالف الدولي = global-coalition
ar القيادة المركزية الأمريكية = us-armed-forces
ar القيادة المركزية الأميركية = us-armed-forces
ar حزب العمال الكردستاني = pkk
ar بي كا كا = pkk
ar صقور حرية كردستان = tak
ar الحرس الثوري الإيراني = irgc
ar فيلق القدس = quds-force
ar جيش العدل = jaish-al-adl
ar ميليشيا الحوثي = houthi-movement
ar المليشيات الحوثية = houthi-movement
ar أنصار الله = houthi-movement
ar الحوثيون = houthi-movement
ar المتمردين الحوثيين = houthi-movement
ar تحالف دعم الشرعية في اليمن = saudi-led-coalition
ar المجلس الانتقالي الجنوبي = stc
ar ألوية العمالقة = giants-brigades
ar الحزام الأمني = security-belt
ar النخبة الحضرمية = hadrami-elite
ar قوات المقاومة الوطنية = national-resistance-yemen
ar قوات الدعم السريع = rsf
ar ميليشيا الدعم السريع المتمردة = rsf
ar الجنجويد = rsf
ar الحركة الشعبية لتحرير السودان - شمال = splm-n
ar حركة العدل والمساواة = jem
ar حركة تحرير السودان بقيادة مناوي = slm-mm
ar درع السودان = sudan-shield
ar الجيش الشعبي لتحرير السودان في المعارضة = spla-io
ar الجيش الأبيض = white-army
ar قوات حفتر = lna
ar الجيش الوطني الليبي = lna
ar حكومة الوفاق = gna
ar البنيان المرصوص = bunyan-marsous
ar مجلس شورى ثوار بنغازي = brsc
ar مجلس شورى مجاهدي درنة = dmsc
ar قوة الردع الخاصة = rada-sdf
ar اللواء 444 قتال = brigade-444
ar حركة حسم = hasm
ar جماعة الإخوان المسلمين = muslim-brotherhood
ar كتيبة عقبة بن نافع = okba-ibn-nafaa
ar الجيش الوطني الشعبي = algeria-pna
ar البوليساريو = polisario
ar حركة الشباب = al-shabaab
ar مقاتلي الشباب = al-shabaab
ar أميصوم = amisom
ar جبهة تحرير تيغراي = tplf
ar ميليشيا فانو = fano
ar بوكو حرام = boko-haram
ar مينوسما = minusma
ar تنسيقية الحركات الأزوادية = cma
ar حركة 23 مارس = m23
ar سيليكا = seleka
ar طالبان = taliban
ar حركة طالبان باكستان = ttp
ar جيش تحرير بلوشستان = bla
ar عسكر طيبة = lashkar-e-taiba
ar جيش أراكان = arakan-army
ar أبو سياف = abu-sayyaf
ar جماعة أنصار الدولة = jad
ar مجموعة فاغنر = wagner-group
ar جمهورية دونيتسك الشعبية = dpr
ar القوات المسلحة الثورية الكولومبية = farc
ar كارتل سينالوا = sinaloa-cartel
en ISIS = islamic-state
en Daesh = islamic-state
en the so-called Islamic State group = -
en Islamic State group = islamic-state
en ISIS-K = islamic-state-khorasan
en ISWAP = islamic-state-west-africa
en al-Qa'ida = al-qaeda
en AQAP = aqap
en SDF = sdf
en Syrian Democratic Forces = sdf
en People's Protection Units = ypg
en HTS = hts
en Hayat Tahrir al-Sham = hts
en Hay'at Tahrir al-Sham = hts
en al-Nusra Front = jabhat-al-nusra
en Free Syrian Army = free-syrian-army
en Jaish al-Islam = jaysh-al-islam
en Hizbullah = hezbollah
en Ezzedine al-Qassam Brigades = al-qassam-brigades
en IDF = idf
en Jewish settlers = settlers-israel
en Popular Mobilisation Forces = pmf
en Kata'ib Hezbollah = kataib-hezbollah
en Kataeb Hezbollah = kataib-hezbollah
en PKK = pkk
en IRGC = irgc
en Houthi rebels = houthi-movement
en Ansar Allah = houthi-movement
en Saudi-led coalition = saudi-led-coalition
en U.S.-led coalition = global-coalition
en Operation Inherent Resolve = global-coalition
en CENTCOM = us-armed-forces
en U.S. Central Command = us-armed-forces
en Rapid Support Forces = rsf
en SPLM-N = splm-n
en Sudan People's Liberation Movement in Opposition = spla-io
en Libyan National Army = lna
en Government of National Accord = gna
en Al-Shabab = al-shabaab
en TPLF = tplf
en Boko Haram = boko-haram
en JNIM = jnim
en M23 rebels = m23
en Allied Democratic Forces = adf
en Taliban = taliban
en Pakistani Taliban = ttp
en Lashkar-e-Taiba = lashkar-e-taiba
en Naxalites = cpi-maoist
en Kachin Independence Army = kia
en New People's Army = npa
en Abu Sayyaf = abu-sayyaf
en pro-Russian separatists = pro-russian-separatists
en FARC dissidents = farc-dissidents
en ELN = eln
en Jalisco New Generation Cartel = cjng
en UNIFIL = unifil
en MONUSCO = monusco
"""
CASES = [line[3:].rsplit(" = ", 1) for line in STRONG.split("\n") if line]


@pytest.mark.parametrize(("alias", "actor_id"), CASES)
def test_strong_alias(alias: str, actor_id: str) -> None:
    actor = load_registry().aliases.get(normalise_name(alias))
    assert (actor.actor_id if actor else "-") == actor_id


def test_enough_cases() -> None:
    assert len(CASES) >= 120


@pytest.mark.parametrize(
    "word",
    [
        "الشباب",
        "القاعدة",
        "التنظيم",
        "المقاومة",
        "التحالف",
        "فتح",
        "الحزب",
        "الدولة الإسلامية",
        "the coalition",
    ],
)
def test_weak_words_prove_nothing_alone(word: str) -> None:
    key = normalise_name(word)
    assert key in load_registry().weak
    assert key not in load_registry().aliases


@pytest.mark.parametrize(
    ("word", "country", "on", "actor_id"),
    [
        ("أنصار الشريعة", "LBY", None, "ansar-al-sharia-libya"),
        ("أنصار الشريعة", "YEM", None, "aqap"),
        ("أنصار الشريعة", "TUN", None, "ansar-al-sharia-tunisia"),
        ("Ansar al-Sharia", "FRA", None, None),
        ("الأسايش", "SYR", None, "asayish-syria"),
        ("الأسايش", "IRQ", None, "asayish-iraq"),
        ("الجيش الوطني", "SYR", None, "syrian-national-army"),
        ("الجيش الوطني", "LBY", None, "lna"),
        ("rebels", "LBY", None, "ntc-libya"),
        ("Kurdish fighters", "IRQ", None, "peshmerga"),
        ("African Union forces", "SOM", date(2020, 1, 1), "amisom"),
        ("African Union forces", "SOM", date(2023, 1, 1), "atmis"),
        ("African Union forces", "SOM", date(2025, 6, 1), "aussom"),
        ("African Union forces", "SOM", None, None),
        ("settlers", "PSE", None, "settlers-israel"),
        ("settlers", "USA", None, None),
    ],
)
def test_local_alias(word: str, country: str, on: date | None, actor_id: str | None) -> None:
    actor = load_registry().local_actor(normalise_name(word), country, on)
    assert (actor.actor_id if actor else None) == actor_id


def test_words_that_only_capitals_make_a_name() -> None:
    registry = load_registry()
    assert registry.cased["IS"].actor_id == "islamic-state"
    assert registry.cased["MEND"].actor_id == "mend"
    assert registry.cased["LeT"].actor_id == "lashkar-e-taiba"
    for form in registry.cased:
        assert normalise_name(form) not in registry.aliases, form
