"""From open data and the hand-written tables to models/en/gazetteer.bin.

    python3 training/gazetteer.py ../shared/data models/en/tables models/en/gazetteer.bin

The file's form is described in src/entity/gazetteer/file.rs, which reads it. Standard library only.
"""

import csv
import json
import math
import re
import struct
import sys
import unicodedata
import zlib
from pathlib import Path

KINDS = ["country", "region", "city", "location", "facility", "person", "org", "media", "event", "law", "product", "norp", "unknown"]
CANONICAL, ALIAS, DEMONYM, WEAK = range(4)
NONE = -32768


def key(name):
    """The form under which names are looked up; the twin of `key` in src/entity/gazetteer/key.rs."""
    out = []
    for c in unicodedata.normalize("NFD", name):
        if unicodedata.category(c) == "Mn" or c in ".'’‘`":
            continue
        out.append(c.lower() if c.isalnum() else " ")
    return " ".join("".join(out).split())


class Entry:
    def __init__(self, kind, name, qid=None, lon=None, lat=None, country="", region=None, pop=0, capital=False):
        self.kind, self.name, self.qid = kind, name, qid
        self.lon, self.lat, self.country, self.region, self.pop = lon, lat, country[:2], region, pop
        self.capital = capital
        self.office = False
        self.gender = 0
        self.names = {}
        self.add(name, CANONICAL)

    def add(self, name, flag=ALIAS):
        name = re.sub(r"\s+", " ", name).strip()
        if len(key(name)) > 1 or name == "X":
            if all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "‘’ʻʼ–" for c in name):
                self.names.setdefault(name, flag)
                if flag == CANONICAL:
                    self.names[name] = flag
        for whole, short in (("Mount ", "Mt. "), ("Fort ", "Ft. ")):
            if name.startswith(whole) and len(name) < 30:
                self.add(short + name.removeprefix(whole), ALIAS if flag == CANONICAL else flag)


def rows(path, delimiter="\t"):
    with open(path, encoding="utf8") as file:
        quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
        yield from csv.DictReader(file, delimiter=delimiter, quoting=quoting)


def qid(text):
    found = re.search(r"Q(\d+)$", text or "")
    return int(found[1]) if found else None


def number(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def lines(path):
    for line in open(path, encoding="utf8"):
        if not line.startswith("#") and line.strip():
            yield line.rstrip("\n").split("\t")


def table(path):
    for fields in lines(path):
        kind, name, q, country, names, *place = (fields + [""] * 3)[:7]
        yield kind, name, qid(q), country, [n for n in names.split("|") if n], number(place[0]), number(place[1])


def merge(entries, by_name, row):
    """A row of a hand-written table: it changes the entry that it means, or is a new one."""
    kind, name, q, country, names, lon, lat = row
    places = {"country", "region", "city", "location"}
    same = [
        e
        for e in by_name.get(key(name), []) + [e for n in names if n[0] not in "~?" for e in by_name.get(key(n), [])]
        if (e.kind == kind or (kind in places and e.kind in places and q and e.qid == q))
        and (not country or not e.country or e.country == country)
        and (lon is None or e.lon is None or kind == "country" or abs(e.lon - lon) + abs(e.lat - lat) < (1 if kind == "city" else 6))
    ]
    same.sort(key=lambda e: (e.qid != q or q is None, -e.pop))
    if same:
        entry = same[0]
        entry.names[entry.name] = ALIAS
        entry.name = name
        entry.add(name, CANONICAL)
        entry.kind = kind
        entry.qid = q or entry.qid
    else:
        entry = Entry(kind, name, q, lon, lat, country)
        entries.append(entry)
        by_name.setdefault(key(name), []).append(entry)
    if lon is not None:
        entry.lon, entry.lat = lon, lat
    entry.country = entry.country or country
    for n in names:
        flag = {"~": DEMONYM, "?": WEAK}.get(n[0], ALIAS)
        entry.add(n.lstrip("~?"), flag)
    if kind == "country":
        entry.pop = max(entry.pop, 10_000_000)
    elif kind in ("location", "region") and not same:
        entry.pop = 1_000_000
    entry.hand = True


# ------------------------------------------------------------------ places
def coordinates(text):
    # Of several parts of a country, the first is the main one.
    found = re.search(r"(\d+) (\d+) ([NS]), ?(\d+) (\d+) ([EW])", text or "")
    if not found:
        return None, None
    a, b, c, d, e, f = found.groups()
    lat, lon = int(a) + int(b) / 60, int(d) + int(e) / 60
    return (-lon if f == "W" else lon), (-lat if c == "S" else lat)


def plain(value):
    return re.sub(r"<[^>]*>|&\w+;", " ", (value or {}).get("text", "")) if isinstance(value, dict) else ""


def demonyms(profile):
    """`Japanese (singular and plural)`, `Briton(s), British (collective plural)` -> names."""
    nationality = profile.get("People and Society", {}).get("Nationality", {})
    out = set()
    for part in ("noun", "adjective"):
        text = plain(nationality.get(part))
        text = text.split(";")[0]
        for piece in re.split(r",| or ", re.sub(r"\((?!s\))[^)]*\)", "", text)):
            piece = piece.strip()
            if re.fullmatch(r"[A-Z][\w’' -]+(\(s\))?", piece):
                out.add(piece.replace("(s)", ""))
                if piece.endswith("(s)"):
                    out.add(piece.replace("(s)", "s"))
    return out


def countries(gaz):
    profiles = {}
    for path in sorted(gaz.glob("factbook/*/*.json")):
        profile = json.load(open(path, encoding="utf8"))
        name = profile.get("Government", {}).get("Country name", {})
        for form in ("conventional short form", "conventional long form"):
            profiles.setdefault(key(plain(name.get(form)).split(" (")[0]), profile)
    population = {}
    natural = {}
    for row in rows(gaz / "natural-earth/ne_50m_admin_0_countries.tsv"):
        iso = row["ISO_A2"] if row["ISO_A2"] != "-99" else {"France": "FR", "Norway": "NO", "Kosovo": "XK"}.get(row["NAME"], "")
        natural[iso] = row
        population[iso] = int(float(row["POP_EST"]))
    out = []
    for row in rows(gaz / "country-codes/country-codes.csv", ","):
        iso, name = row["ISO3166-1-Alpha-2"], row["CLDR display name"]
        if not iso or not name:
            continue
        name = {"US": "United States", "GB": "United Kingdom"}.get(iso, name).replace("St. ", "Saint ").replace(" & ", " and ")
        entry = Entry("country", name, qid(row["wikidata_id"]), country=iso, pop=population.get(iso, 1000))
        for other in (row["official_name_en"], row["UNTERM English Short"].replace(" (the)", "")):
            entry.add(re.sub(r"^the ", "", re.sub(r" \(.*\)", "", other)))
        if iso in natural:
            n = natural[iso]
            entry.lon, entry.lat = number(n["lon_c"]), number(n["lat_c"])
            for other in (n["NAME_LONG"], n["FORMAL_EN"]):
                entry.add(other)
        profile = profiles.get(key(name))
        if profile is None:
            profile = next((profiles[key(n)] for n in entry.names if key(n) in profiles), None)
        if profile:
            lon, lat = coordinates(plain(profile.get("Geography", {}).get("Geographic coordinates")))
            if lon is not None:
                entry.lon, entry.lat = lon, lat
            for demonym in demonyms(profile):
                entry.add(demonym, DEMONYM)
            entry.profile = profile
        out.append(entry)
    return out


def regions(gaz):
    best = {}
    for row in rows(gaz / "natural-earth/ne_10m_admin_1_label_points.tsv"):
        at = best.get(row["adm1_code"])
        if row["name"] and (at is None or int(row["scalerank"]) < int(at["scalerank"])):
            best[row["adm1_code"]] = row
    out = {}
    for row in rows(gaz / "natural-earth/ne_50m_admin_1_states_provinces.tsv"):
        if row["iso_a2"] in ("US", "CA", "AU", "BR"):
            entry = Entry("region", row["name"], lon=number(row["longitude"]), lat=number(row["latitude"]), country=row["iso_a2"], pop=3_000_000)
            out[row["iso_a2"], key(row["name"])] = entry
    for row in best.values():
        iso = row["iso_a2"] if row["iso_a2"] not in ("-99", "-1") else ""
        if (iso, key(row["name"])) not in out:
            entry = Entry("region", row["name"], lon=number(row["lon_c"]), lat=number(row["lat_c"]), country=iso, pop=300_000)
            out[iso, key(row["name"])] = entry
    return out


def cities(gaz, region_of):
    codes = {}
    for line in open(gaz / "geonames-2013/admin1CodesASCII.txt", encoding="utf8"):
        code, name, ascii_name, _ = line.rstrip("\n").split("\t")
        codes[code] = (name, ascii_name)
    out, known, at = [], {}, {}
    for row in rows(gaz / "natural-earth/ne_10m_populated_places.tsv"):
        name = row["NAME_EN"] if row["NAME_EN"] and key(row["NAME_EN"]) == key(row["NAME"]) else row["NAME"]
        country = row["ISO_A2"] if row["ISO_A2"] not in ("-99", "") else ""
        region = region_of(country, row["ADM1NAME"])
        pop = max(int(float(row["POP_MAX"] or 0)), int(float(row["GN_POP"] or 0)), 100)
        entry = Entry("city", name, qid(row["wikidataid"]), number(row["LONGITUDE"]), number(row["LATITUDE"]), country, region, pop)
        entry.capital = row["ADM0CAP"] == "1.0" and row["FEATURECLA"].startswith("Admin-0 cap")
        for other in (row["NAME"], row["NAMEASCII"], row["NAME_EN"], row["MEGANAME"]):
            entry.add(other)
        for other in re.split(r"[|,;/]", row["NAMEALT"]):
            # "Columbus, Ohio" is no second name of the town.
            if key(other) != key(row["ADM1NAME"]) or key(other) == key(name):
                entry.add(other)
        out.append(entry)
        if row["GEONAMEID"]:
            known[str(int(float(row["GEONAMEID"])))] = entry
        at.setdefault((key(name), country), []).append(entry)
    for line in open(gaz / "geonames-2013/cities15000.txt", encoding="utf8"):
        cell = line.rstrip("\n").split("\t")
        gid, name, ascii_name, lat, lon, code, country, admin, pop = cell[0], cell[1], cell[2], float(cell[4]), float(cell[5]), cell[7], cell[8], cell[10], int(cell[14])
        if code == "PPLX":
            continue
        entry = known.get(gid) or next((e for e in at.get((key(name), country), []) if abs(e.lon - lon) + abs(e.lat - lat) < 0.7), None)
        if entry:
            entry.pop = max(entry.pop, pop)
            entry.add(name)
            continue
        region = None
        for alternative in codes.get(f"{country}.{admin}", ()):
            region = region or region_of(country, alternative)
        entry = Entry("city", name, None, lon, lat, country, region, pop)
        entry.add(ascii_name)
        out.append(entry)
    return out


def counties(path, towns, region_of):
    """Counties of the United States at the towns that the table gives, and those of the towns that are not among `towns`."""
    at = {}
    for town in towns:
        if town.country == "US" and town.region:
            for name in town.names:
                at.setdefault((town.region.name, key(name)), []).append(town)
    kinds = {"Louisiana": "Parish", "Alaska": "Borough"}
    for state, town, names, *place in lines(path):
        region = region_of("US", state)
        known = at.get((state, key(town)))
        if known:
            seat = max(known, key=lambda e: e.pop)
        elif place:
            seat = Entry("city", town, None, *map(float, place), "US", region, 10_000)
            yield seat
        else:
            raise SystemExit(f"{path}: no town {town} in {state} is known; give its longitude and latitude")
        for name in names.split("|"):
            yield Entry("region", f"{name} {kinds.get(state, 'County')}", None, seat.lon, seat.lat, "US", region, 30_000)


def areas(gaz, iso_of, taken):
    """Parts of countries that go by a name of their own, and disputed areas with people in them."""
    folder = gaz / "natural-earth"
    listed = [(r["SUBUNIT"], [], r) for r in rows(folder / "ne_50m_admin_0_map_subunits.tsv") if r["SUBUNIT"] != r["ADMIN"]]
    listed += [(r["BRK_NAME"], r["NAME_ALT"].split(","), r) for r in rows(folder / "ne_10m_admin_0_disputed_areas.tsv")]
    for name, others, row in listed:
        name = name.replace("N. ", "Northern ").replace(" Is.", " Islands").replace("W. ", "Western ")
        population = number(row["POP_EST"]) or 0
        if population < 20_000 or "(" in name or any(key(n) in taken for n in (name, *others)):
            continue
        taken.add(key(name))
        entry = Entry("region", name, None, number(row["lon_c"]), number(row["lat_c"]), iso_of.get(key(row["SOVEREIGNT"]), ""), None, int(population))
        for other in others:
            entry.add(other)
        if name.endswith("ia"):
            entry.add(name + "n", DEMONYM)
            entry.add(name + "ns", DEMONYM)
        yield entry


def physical(gaz):
    folder = gaz / "natural-earth"
    out = []

    def add(kind, name, others, row, pop):
        name = name.strip()
        if name.isupper():
            name = " ".join(w if w in ("of", "the") else w.capitalize() for w in name.replace(" OF ", " of ").replace(" THE ", " the ").split())
        if not name or "�" in name:
            return
        entry = Entry(kind, name, None, number(row["lon_c"]), number(row["lat_c"]), "", None, pop)
        for other in others:
            entry.add(other)
        out.append(entry)

    seen = set()
    for row in rows(folder / "ne_10m_geography_regions_polys.tsv"):
        if row["featurecla"] in ("Continent", "Dragons-be-here"):
            continue
        extra = [f"{row['name']} Island"] if row["featurecla"] == "Island" and "sland" not in row["name"] else []
        add("location", row["name"], [row["namealt"], *extra], row, 200_000)
    for row in rows(folder / "ne_10m_geography_marine_polys.tsv"):
        add("location", row["name"], [row["namealt"]], row, 500_000)
    for row in rows(folder / "ne_10m_geography_regions_elevation_points.tsv"):
        if row["featurecla"] == "mountain" and row["name"]:
            add("location", row["name"], re.split("[,/]", row["name_alt"]), row, 20_000)
    for row in rows(folder / "ne_10m_lakes.tsv"):
        if row["name"] and number(row["scalerank"]) <= 6:
            name = row["name"] if "ake" in row["name"] or "eservoir" in row["name"] else f"Lake {row['name']}"
            add("location", name, row["name_alt"].split(","), row, 50_000)
    for row in rows(folder / "ne_10m_rivers_lake_centerlines.tsv"):
        name = row["name_en"] or row["name"]
        if name and row["featurecla"] == "River" and name not in seen and number(row["scalerank"]) <= 7:
            seen.add(name)
            add("location", name, [f"{name} River"], row, 40_000)
    for row in rows(folder / "ne_10m_airports.tsv"):
        name = row["name"]
        if name and len(name) > 3 and number(row["scalerank"]) <= 7:
            add("facility", name if "irport" in name else f"{name} Airport", [], row, 10_000)
    return out


# ------------------------------------------------------------------ people and parties
def people(data, by_country):
    gaz = data / "gaz"
    out = {}

    def add(name, q, country, others=(), gender=0, pop=1000):
        name = re.sub(r" \(.*\)", "", name).strip()
        if len(name.split()) < 2 and not q:
            return
        entry = out.get(key(name))
        if entry is None:
            entry = out[key(name)] = Entry("person", name, q, country=country, pop=pop)
        entry.qid = entry.qid or q
        entry.gender = entry.gender or gender
        for other in others:
            entry.add(other)

    text = (gaz / "us-congress/legislators-current.yaml").read_text(encoding="utf8")
    for block in re.split(r"^- id:", text, flags=re.M)[1:]:
        field = lambda name: (re.search(rf"^ +{name}: '?([^'\n]+)'?$", block, re.M) or [None, None])[1]
        full = field("official_full") or f"{field('first')} {field('last')}"
        others = [f"{field('first')} {field('last')}"]
        if field("nickname"):
            others.append(f"{field('nickname')} {field('last')}")
        if field("wikipedia"):
            others.append(re.sub(r" \(.*\)", "", field("wikipedia")))
        add(full, qid(field("wikidata")), "US", others, {"M": 1, "F": 2}.get(field("gender"), 0), 500)
    for row in rows(gaz / "world-leaders/2021-wikidata.csv", ","):
        add(row["officeholderLabel"], qid(row["officeholder"]), by_country.get(qid(row["countryid"]), ""))
    for row in rows(gaz / "world-leaders/2021-wikipedia.csv", ","):
        add(row["officeholderlabel"], qid(row["officeholder"]), "")
    for row in rows(gaz / "world-leaders/current30-all-leaders.csv", ","):
        for role in ("Head of Government", "Head of State"):
            if row[role]:
                add(row[role], None, row["ISO"])
    return list(out.values())


def leaders(country):
    """Heads of state and government of a factbook profile: the surname stands in capitals."""
    executive = getattr(country, "profile", {}).get("Government", {}).get("Executive branch", {})
    for role in ("chief of state", "head of government"):
        text = re.sub(r"\(.*?\)", "", plain(executive.get(role)))
        for piece in re.split(r";|, represented by| and ", text):
            words = piece.split()
            if not any(w.isupper() and len(w) > 2 for w in words):
                continue
            titles = {"President", "Prime", "Minister", "King", "Queen", "Emperor", "Chancellor", "Governor", "General", "Sultan", "Amir", "Prince", "Crown", "Interim", "Premier", "Acting", "Lieutenant", "Sheikh", "Shaykh", "Dr.", "Supreme", "Leader", "Transitional", "Taoiseach", "Captain", "Field", "Marshal", "Federal", "State", "Councilor", "Chairman", "Pope", "of", "the", "Council", "Administration", "Chief", "Executive"}
            while words and words[0].strip(",") in titles:
                words = words[1:]
            name = " ".join(w.capitalize() if w.isupper() and len(w) > 2 and "-" not in w else "-".join(p.capitalize() for p in w.split("-")) if w.isupper() and "-" in w else w for w in words)
            if 2 <= len(name.split()) <= 5 and re.fullmatch(r"[A-Z][\w'’.-]+( [\w'’.-]+)+", name):
                yield name


# Parties that are called by a word that begins sentences and stands in titles.
ORDINARY = {"Change", "Convergence", "Energy", "Everybody", "Forward", "IDEA", "Interest", "Justice", "Merchants", "Renewal", "Spirit", "Voice"}


def parties(gaz, iso_of):
    ids = {}
    for row in rows(gaz / "partyfacts/wikidata.csv", ","):
        ids.setdefault(row["partyfacts_id"], (qid(row["wikidata_id"]), row["name"]))
    out = []
    for row in rows(gaz / "partyfacts/partyfacts-core-parties.csv", ","):
        country = iso_of.get(row["country"], "")
        q, label = ids.get(row["partyfacts_id"], (None, None))
        english = row["name_english"] or label or row["name"]
        late = not row["year_last"] or int(row["year_last"]) >= 1990
        share = number(row["share"]) or 0
        if not english or row["technical"] or not late or share < 8:
            continue
        first, *rest = [n for n in english.split(" / ") if n.strip()]
        if len(key(first).split()) < 2 and not q or first in ORDINARY:
            continue
        entry = Entry("org", first, q, country=country, pop=int(share * 10))
        for other in [*rest, label or "", row["name"] if len(row["name"]) < 40 else ""]:
            if other not in ORDINARY:
                entry.add(other)
        out.append(entry)
    return out


def known_titles(path, taken):
    """Titles of well-known people and things of the corpus GUM with their ids: names of two capitalised words or more."""
    for line in open(path, encoding="utf8"):
        cell = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(cell) < 3 or not qid(cell[2]):
            continue
        name = cell[0].replace("_", " ")
        words = name.split()
        if "(" in name or "," in name or len(words) < 2 or not all(w[0].isupper() or w in ("of", "the", "and", "for", "de", "von", "van") for w in words) or not words[-1][0].isupper():
            continue
        if key(name) not in taken and qid(cell[2]):
            yield Entry("unknown", name, qid(cell[2]))


# ------------------------------------------------------------------ the file
def varint(n):
    out = bytearray()
    while n >= 128:
        out.append(n & 127 | 128)
        n >>= 7
    out.append(n)
    return bytes(out)


def shared(a, b):
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def front_coded(names):
    """Three columns: bytes shared with the name before, bytes that follow, and those bytes."""
    prefixes, lengths, suffixes, before = bytearray(), bytearray(), bytearray(), b""
    for name in names:
        data = name.encode()
        n = shared(before, data)
        prefixes += varint(n)
        lengths += varint(len(data) - n)
        suffixes += data[n:]
        before = data
    return bytes(prefixes) + bytes(lengths) + varint(len(suffixes)) + bytes(suffixes)


def grid(value, scale):
    return NONE if value is None else round(value * 32767 / scale)


def write(entries, first_names, path):
    entries = [e for e in entries if key(e.name) and e.names.get(e.name) == CANONICAL]
    records = [(key(name), name, flag != CANONICAL, -e.pop, n, flag, e) for n, e in enumerate(entries) for name, flag in e.names.items()]
    records = [r for r in records if r[0]]
    records.sort(key=lambda r: r[:5])
    order = [r[6] for r in records if r[5] == CANONICAL]
    index = {id(e): i for i, e in enumerate(order)}
    assert len(order) == len(entries), (len(order), len(entries))
    codes = sorted({e.country for e in entries})
    body = varint(len(codes)) + "".join(c.ljust(2) for c in codes).encode()
    body += varint(len(order))
    body += bytes(KINDS.index(e.kind) | (e.capital or e.office) << 4 | e.gender << 5 for e in order)
    body += bytes(codes.index(e.country) for e in order)
    body += bytes(min(255, round(8 * math.log2(e.pop + 1))) for e in order)
    for get, scale in ((lambda e: e.lon, 180), (lambda e: e.lat, 90)):
        body += struct.pack(f"<{len(order)}h", *(grid(get(e), scale) for e in order))
    body += b"".join(varint(e.qid or 0) for e in order)
    body += b"".join(varint(index.get(id(e.region), -1) + 1 if e.region else 0) for e in order)
    body += varint(len(records)) + front_coded([r[1] for r in records])
    body += bytes(r[5] for r in records)
    body += b"".join(varint(index[id(r[6])]) for r in records if r[5] != CANONICAL)
    body += varint(len(first_names)) + front_coded([n for n, _ in first_names]) + bytes(g for _, g in first_names)
    head = b"ONRECGAZ" + struct.pack("<IIQ", 1, zlib.crc32(body), len(body))
    Path(path).write_bytes(head + body)
    packed = len(zlib.compress(head + body, 9))
    print(f"{path}: {len(order)} entries, {len(records)} names, {len(head + body)} bytes, {packed} compressed")


def genders(gaz, written):
    """First names by their keys: those that are at least nine times as frequent for one gender in the census, or written
    down for one only: 1 male, 2 female."""
    share = {}
    for gender in ("male", "female"):
        before = 0.0
        for line in open(gaz / f"names-us-census1990/{gender}.tsv", encoding="utf8"):
            name, total = line.rstrip("\n").split("\t")
            share.setdefault(key(name), {})[gender] = max(float(total) - before, 0.0005)
            before = float(total)
    out = {}
    for name, by in share.items():
        male, female = by.get("male", 0), by.get("female", 0)
        if male >= 9 * female:
            out[name] = 1
        elif female >= 9 * male:
            out[name] = 2
    seen = {}
    for gender, _, names in written:
        for name in map(key, names.split("|")):
            if gender == "either":
                out.pop(name, None)
            else:
                by_hand = {"male": 1, "female": 2}[gender]
                assert seen.setdefault(name, by_hand) == by_hand, f"{name} is of both genders"
                out[name] = by_hand
    return sorted(out.items())


def main(data, tables, path):
    data, tables = Path(data), Path(tables)
    gaz = data / "gaz"
    states = countries(gaz)
    region_table = regions(gaz)
    iso_of = {r["ISO3166-1-Alpha-3"]: r["ISO3166-1-Alpha-2"] for r in rows(gaz / "country-codes/country-codes.csv", ",")}
    found = cities(gaz, lambda country, name: region_table.get((country, key(name))))
    entries = states + list(region_table.values()) + found + physical(gaz)
    entries += counties(tables / "counties.tsv", found, lambda country, name: region_table.get((country, key(name))))
    taken = {key(n) for e in entries for n in e.names}
    entries += areas(gaz, {key(n): e.country for e in states for n in e.names}, taken)
    by_name = {}
    for e in entries:
        for name in e.names:
            by_name.setdefault(key(name), []).append(e)
    for row in table(tables / "places.tsv"):
        merge(entries, by_name, row)
    capitals = {}
    for e in states:
        name = key(plain(getattr(e, "profile", {}).get("Government", {}).get("Capital", {}).get("name")).split(";")[0].split("(")[0])
        capitals[e.country] = name
    for e in entries:
        if e.kind == "city":
            e.capital = e.capital or key(e.name) == capitals.get(e.country) or key(e.name) == "washington d c"
    persons = people(data, {e.qid: e.country for e in states})
    names = {key(n): e for e in persons for n in e.names}
    for e in states:
        for name in leaders(e):
            if key(name) not in names:
                persons.append(Entry("person", name, None, country=e.country, pop=2000))
    for e in persons:
        e.office = True
    others = parties(gaz, iso_of)
    by_name = {}
    for e in persons + others:
        for name in e.names:
            by_name.setdefault(key(name), []).append(e)
    rest = persons + others
    for name in ("people", "organizations", "media", "things"):
        for row in table(tables / f"{name}.tsv"):
            merge(rest, by_name, row)
            found = by_name[key(row[1])] if key(row[1]) in by_name else []
            for e in found:
                if getattr(e, "hand", False):
                    e.pop = max(e.pop, 100_000)
    entries += rest
    taken = {key(n) for e in entries for n in e.names}
    entries += list(known_titles(data / "gum/wiki_map.tab", taken))
    write(entries, genders(gaz, lines(tables / "first-names.tsv")), path)


if __name__ == "__main__":
    main(*sys.argv[1:])
