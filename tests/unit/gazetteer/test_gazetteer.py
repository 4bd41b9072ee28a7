"""The gazetteer finds what the news names, where it is, and nothing that is only a word."""

from __future__ import annotations

import math
import tomllib

import pytest

from pipeline.gazetteer import Gazetteer, Place, load_gazetteer, version
from pipeline.gazetteer.load import FOLDER
from pipeline.text.normal import normalise_name

#: name as written | country | province | latitude | longitude: from general maps, not from the data tested.
KNOWN = """
حلب | SYR | Aleppo | 36.20 | 37.16
دير الزور | SYR | Deir ez-Zor | 35.34 | 40.14
Deir Ezzor | SYR | Deir ez-Zor | 35.34 | 40.14
Deir al-Zour | SYR | Deir ez-Zor | 35.34 | 40.14
الحسكة | SYR | Al-Hasakeh | 36.50 | 40.75
مخيم الهول | SYR | Al-Hasakeh | 36.37 | 41.15
الهول | SYR | Al-Hasakeh | 36.39 | 41.15
al-Hol | SYR | Al-Hasakeh | 36.39 | 41.15
مخيم روج | SYR | Al-Hasakeh | 37.00 | 42.05
القامشلي | SYR | Al-Hasakeh | 37.05 | 41.22
الشدادي | SYR | Al-Hasakeh | 36.06 | 40.73
كوباني | SYR | Aleppo | 36.89 | 38.35
عين العرب | SYR | Aleppo | 36.89 | 38.35
Kobane | SYR | Aleppo | 36.89 | 38.35
منبج | SYR | Aleppo | 36.53 | 37.96
عفرين | SYR | Aleppo | 36.51 | 36.87
الرقة | SYR | Ar-Raqqa | 35.95 | 39.01
Raqqa | SYR | Ar-Raqqa | 35.95 | 39.01
عين عيسى | SYR | Ar-Raqqa | 36.39 | 38.86
إدلب | SYR | Idlib | 35.93 | 36.63
خان شيخون | SYR | Idlib | 35.44 | 36.65
معرة النعمان | SYR | Idlib | 35.64 | 36.67
باب الهوى | SYR | Idlib | 36.23 | 36.70
السويداء | SYR | As-Suwayda | 32.71 | 36.57
درعا | SYR | Daraa | 32.62 | 36.10
معبر نصيب | SYR | Daraa | 32.55 | 36.19
دوما | SYR | Rif Dimashq | 33.57 | 36.40
الغوطة الشرقية | SYR | Rif Dimashq | 33.53 | 36.40
تدمر | SYR | Homs | 34.56 | 38.27
التنف | SYR | Homs | 33.51 | 38.62
حميميم | SYR | Latakia | 35.40 | 35.95
الباغوز | SYR | Deir ez-Zor | 34.45 | 40.95
البوكمال | SYR | Deir ez-Zor | 34.45 | 40.92
دمشق | SYR | Damascus | 33.51 | 36.29
الموصل | IRQ | Nineveh | 36.34 | 43.13
سنجار | IRQ | Nineveh | 36.32 | 41.88
تلعفر | IRQ | Nineveh | 36.38 | 42.45
الفلوجة | IRQ | Anbar | 33.35 | 43.78
الرمادي | IRQ | Anbar | 33.43 | 43.30
عين الأسد | IRQ | Anbar | 33.79 | 42.44
كركوك | IRQ | Kirkuk | 35.47 | 44.39
الحويجة | IRQ | Kirkuk | 35.33 | 43.77
بعقوبة | IRQ | Diyala | 33.75 | 44.65
جلولاء | IRQ | Diyala | 34.27 | 45.17
تكريت | IRQ | Saladin | 34.61 | 43.68
سبايكر | IRQ | Saladin | 34.67 | 43.54
أربيل | IRQ | Erbil | 36.19 | 44.01
جرف الصخر | IRQ | Babil | 32.86 | 44.21
صنعاء | YEM | Amanat al Asimah | 15.35 | 44.21
الحديدة | YEM | Al Hudaydah | 14.80 | 42.95
Hodeidah | YEM | Al Hudaydah | 14.80 | 42.95
صعدة | YEM | Saada | 16.94 | 43.76
مأرب | YEM | Marib | 15.46 | 45.33
تعز | YEM | Taiz | 13.58 | 44.02
زنجبار | YEM | Abyan | 13.13 | 45.38
عدن | YEM | Aden | 12.78 | 45.03
رفح | PSE | Gaza Strip | 31.29 | 34.25
مخيم جباليا | PSE | Gaza Strip | 31.54 | 34.50
خان يونس | PSE | Gaza Strip | 31.35 | 34.30
كرم أبو سالم | PSE | Gaza Strip | 31.23 | 34.28
معبر ايريز | PSE | Gaza Strip | 31.56 | 34.55
جنين | PSE | West Bank | 32.46 | 35.30
Jenin | PSE | West Bank | 32.46 | 35.30
نور شمس | PSE | West Bank | 32.32 | 35.06
الخليل | PSE | West Bank | 31.53 | 35.10
عين الحلوة | LBN | South Lebanon | 33.54 | 35.38
بنت جبيل | LBN | Nabatieh | 33.12 | 35.43
عرسال | LBN | Baalbek-Hermel | 34.18 | 36.42
الخرطوم | SDN | Khartoum | 15.55 | 32.53
أم درمان | SDN | Khartoum | 15.64 | 32.48
الفاشر | SDN | North Darfur | 13.63 | 25.35
مخيم زمزم | SDN | North Darfur | 13.50 | 25.31
أبو شوك | SDN | North Darfur | 13.66 | 25.34
الجنينة | SDN | West Darfur | 13.45 | 22.45
نيالا | SDN | South Darfur | 12.05 | 24.88
ود مدني | SDN | Al Jazirah | 14.40 | 33.52
بنغازي | LBY | Benghazi | 32.12 | 20.07
سرت | LBY | Sirte | 31.21 | 16.59
الوطية | LBY | Nuqat al Khams | 32.47 | 11.90
العريش | EGY | North Sinai | 31.13 | 33.80
الشيخ زويد | EGY | North Sinai | 31.22 | 34.11
جبل الشعانبي | TUN | Kasserine | 35.21 | 8.68
مقديشو | SOM | Banaadir | 2.04 | 45.34
كسمايو | SOM | Lower Juba | -0.36 | 42.55
بيدوا | SOM | Bay | 3.11 | 43.65
كيدال | MLI | Kidal | 18.44 | 1.41
تمبكتو | MLI | Timbuktu | 16.77 | -3.01
واغادوغو | BFA | Centre | 12.37 | -1.53
مايدوغوري | NGA | Borno | 11.85 | 13.16
كابول | AFG | Kabul | 34.53 | 69.17
قندهار | AFG | Kandahar | 31.61 | 65.71
باخموت | UKR | Donetsk | 48.59 | 38.00
Bakhmut | UKR | Donetsk | 48.59 | 38.00
أفدييفكا | UKR | Donetsk | 48.14 | 37.74
خاركيف | UKR | Kharkiv | 49.99 | 36.23
إسطنبول | TUR | Istanbul | 41.01 | 28.95
سروج | TUR | Şanlıurfa | 36.98 | 38.43
واشنطن | USA | District of Columbia | 38.90 | -77.04
نواكشوط | MRT | Nouakchott-Ouest | 18.09 | -15.98
كراكاس | VEN | Capital District | 10.49 | -66.88
بيشاور | PAK | Khyber Pakhtunkhwa | 34.01 | 71.58
زاهدان | IRN | Sistan and Baluchestan | 29.50 | 60.86
مقلي | ETH | Tigray | 13.50 | 39.47
Derna | LBY | Derna | 32.77 | 22.64
Fallujah | IRQ | Anbar | 33.35 | 43.78
"""

AREAS = """
الأنبار | IRQ | Anbar | admin1
ديالى | IRQ | Diyala | admin1
نينوى | IRQ | Nineveh | admin1
ريف دمشق | SYR | Rif Dimashq | admin1
الحسكة | SYR | Al-Hasakeh | admin1
حجة | YEM | Hajjah | admin1
إب | YEM | Ibb | admin1
قطاع غزة | PSE | Gaza Strip | admin1
الضفة الغربية | PSE | West Bank | admin1
شمال دارفور | SDN | North Darfur | admin1
شمال سيناء | EGY | North Sinai | admin1
بورنو | NGA | Borno | admin1
تيغراي | ETH | Tigray | admin1
Khyber Pakhtunkhwa | PAK | Khyber Pakhtunkhwa | admin1
شبيلي السفلى | SOM | Lower Shabelle | admin1
دارفور | SDN | Darfur | region
البادية السورية | SYR | Syrian Desert | region
إقليم كردستان | IRQ | Kurdistan Region | region
Donbas | UKR | Donbas | region
"""

WORDS = [
    "الي",
    "ان",
    "كان",
    "انه",
    "محمد",
    "التحالف",
    "الحكومه",
    "الجمعه",
    "said",
    "more",
    "police",
    "of",
    "white house",
]

#: south, west, north, east: a little wider than the country, to catch swapped or mistyped coordinates.
BOXES = {
    "SYR": (32.2, 35.5, 37.5, 42.5), "IRQ": (29.0, 38.7, 37.5, 48.8), "YEM": (12.0, 41.7, 19.1, 54.7),
    "PSE": (31.2, 34.1, 32.6, 35.7), "LBN": (33.0, 35.0, 34.8, 36.7), "ISR": (29.4, 34.2, 33.5, 35.9),
    "JOR": (29.1, 34.8, 33.4, 39.4), "SDN": (8.5, 21.7, 22.5, 38.8), "SSD": (3.4, 23.9, 12.3, 36.0),
    "LBY": (19.4, 9.2, 33.3, 25.3), "EGY": (21.9, 24.6, 31.8, 37.0), "TUN": (30.1, 7.4, 37.6, 11.7),
    "DZA": (18.9, -8.8, 37.2, 12.1), "SOM": (-1.8, 40.9, 12.1, 51.5), "ETH": (3.3, 32.9, 15.0, 48.1),
    "KEN": (-4.8, 33.8, 5.1, 42.0), "MLI": (10.1, -12.3, 25.1, 4.4), "NER": (11.6, 0.1, 23.6, 16.1),
    "BFA": (9.3, -5.6, 15.2, 2.5), "NGA": (4.2, 2.6, 14.0, 14.8), "CMR": (1.6, 8.4, 13.2, 16.3),
    "TCD": (7.4, 13.4, 23.5, 24.1), "CAF": (2.2, 14.4, 11.1, 27.5), "COD": (-13.5, 12.1, 5.5, 31.4),
    "AFG": (29.3, 60.4, 38.6, 75.0), "PAK": (23.6, 60.8, 37.2, 77.9), "IRN": (25.0, 44.0, 39.9, 63.4),
    "TUR": (35.8, 25.6, 42.2, 44.9), "UKR": (44.3, 22.1, 52.4, 40.3), "SAU": (16.3, 34.4, 32.3, 55.8),
}  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def kilometres(place: Place, latitude: float, longitude: float) -> float:
    north = (place.latitude - latitude) * 111.2
    east = (place.longitude - longitude) * 111.2 * math.cos(math.radians(latitude))
    return math.hypot(north, east)


def overlay() -> dict:
    return tomllib.loads((FOLDER / "overlay.toml").read_text(encoding="utf-8"))


def stop() -> dict:
    return tomllib.loads((FOLDER / "stop.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("name", "country", "admin1", "latitude", "longitude"), rows(KNOWN))
def test_a_known_place_is_found_where_it_is(gazetteer, name, country, admin1, latitude, longitude):
    places = [p for p in gazetteer.find(normalise_name(name)) if p.kind != "admin1"]
    there = [
        p for p in places if p.country == country and kilometres(p, float(latitude), float(longitude)) <= 15
    ]
    assert there, places
    assert admin1 in {p.admin1 for p in there}
    # No place elsewhere in the same country goes before it.
    assert next(p for p in places if p.country == country) in there


@pytest.mark.parametrize(("name", "country", "english", "kind"), rows(AREAS))
def test_a_known_area_is_found_as_an_area(gazetteer, name, country, english, kind):
    found = [p for p in gazetteer.find(normalise_name(name)) if p.is_area]
    assert (country, english, kind) in {(p.country, p.name, p.kind) for p in found}


def test_a_shared_name_gives_all_its_places_the_largest_first(gazetteer):
    cities = [p for p in gazetteer.find("طرابلس") if p.kind == "place"]
    assert [p.country for p in cities] == ["LBY", "LBN"]
    assert {p.country for p in gazetteer.find("tripoli")} >= {"LBY", "LBN"}


def test_a_city_goes_before_the_province_called_after_it(gazetteer):
    assert [p.kind for p in gazetteer.find("حلب")] == ["place", "admin1"]
    assert gazetteer.find("washington")[0].admin1 == "District of Columbia"


@pytest.mark.parametrize("word", WORDS)
def test_a_common_word_is_no_place(gazetteer, word):
    assert gazetteer.find(word) == ()
    assert not gazetteer.has(word)


def test_stop_keys_are_gone_and_cue_keys_are_there(gazetteer):
    words = stop()
    assert not set(words["stop"]) & set(words["needs_cue"])
    for key in words["stop"]:
        assert not gazetteer.has(key)
    for key in words["needs_cue"]:
        assert gazetteer.needs_cue(key)
        assert gazetteer.has(key), key
    assert not gazetteer.needs_cue("دمشق")


def test_every_key_is_in_normal_form(gazetteer):
    assert [k for k in sorted(gazetteer.keys()) if normalise_name(k) != k] == []
    for key in stop()["stop"] + stop()["needs_cue"]:
        assert normalise_name(key) == key


def test_longest_is_the_length_of_the_longest_key(gazetteer):
    assert gazetteer.longest == max(len(key.split()) for key in sorted(gazetteer.keys()))


def test_ids_are_unique_and_lead_back(gazetteer):
    ids = [p.place_id for p in gazetteer.places]
    assert len(set(ids)) == len(ids) == len(gazetteer) == len(gazetteer.places)
    assert gazetteer.get("ce:al-hol-camp").name == "Al-Hol Camp"
    assert gazetteer.get("gn:170063").name == "Aleppo"
    assert gazetteer.get("gn:0") is None


@pytest.mark.parametrize("country", sorted(BOXES))
def test_overlay_places_lie_in_their_country(country):
    south, west, north, east = BOXES[country]
    for entry in overlay()[country]:
        if "at" in entry:
            latitude, longitude = entry["at"]
            assert south <= latitude <= north and west <= longitude <= east, entry


def test_overlay_entries_are_whole(gazetteer):
    provinces = {(p.country, p.name) for p in gazetteer.places if p.kind == "admin1"}
    allowed = {"id", "attach", "kind", "name", "admin1", "admin2", "at", "population", "ar", "en"}
    for country, entries in overlay().items():
        for entry in entries:
            assert set(entry) <= allowed, entry
            assert ("attach" in entry) != ({"id", "at"} <= set(entry)), entry
            if entry.get("admin1"):
                assert (country, entry["admin1"]) in provinces, entry


def test_a_province_is_found_by_its_name(gazetteer):
    place = gazetteer.province("SYR", "Rif Dimashq")
    assert place is not None and place.kind == "admin1"
    assert gazetteer.province("SYR", "Nineveh") is None


def test_the_version_is_short_and_stays():
    assert version() == version()
    assert len(version()) == 12
