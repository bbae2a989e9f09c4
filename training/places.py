"""What the gazetteers say of a name: to tell countries and towns from seas, buildings and nationalities where a corpus has
one label for all of them."""
import csv
import json
import re

GPE, LOC, FAC, NORP = "GPE", "LOC", "FAC", "NORP"

LAND = set("""bay basin canyon cape coast continent delta desert forest gulf hemisphere hills island islands isle lake lakes
mount mountain mountains ocean peninsula plateau range reef river sea strait straits valley volcano hills""".split())
BUILT = set("""airport arena avenue barracks base bridge building canal cathedral center centre church dam field garden gate
hall harbor harbour hospital hotel house museum mosque palace park plant port prison reactor road school square stadium
station street temple tower tunnel university zoo""".split())
REGIONS = set("""africa asia europe america antarctica oceania eurasia balkans caucasus caribbean sahara sahel scandinavia
arctic antarctic himalayas levant maghreb mediterranean siberia midwest""".split()) | {
    "middle east", "north america", "south america", "latin america", "central america", "central asia", "southeast asia",
    "south asia", "east asia", "eastern europe", "western europe", "west africa", "east africa", "north africa",
    "southern africa", "gaza strip", "west bank", "persian gulf", "horn of africa", "new england", "east coast", "west coast",
    "gulf coast", "bay area", "far east", "near east", "south", "north", "west", "east"}
# Names of peoples, faiths and parties' followers that country profiles do not list.
PEOPLES = set("""african africans american americans arab arabs asian asians baptist buddhist buddhists catholic catholics
chechen chechens christian christians communist communists confucian democrat democrats european europeans hindu hindus
hispanic hispanics hutu hutus islamic jew jewish jews kurd kurdish kurds latino latinos maoist maoists marxist marxists
mormon mormons moslem moslems muslim muslims orthodox palestinian palestinians pashtun pashtuns protestant protestants
republican republicans rohingya scottish serb serbs shia shias shi'ite shi'ites shiite shiites sikh sikhs soviet soviets
sunni sunnis tamil tamils tatar tatars tibetan tibetans tutsi tutsis uighur uighurs uyghur uyghurs welsh yazidi yazidis
zionist zionists english englishman irish irishman frenchman dutchman briton britons scot scots spaniard spaniards turk
turks pole poles swede swedes dane danes finn finns korean koreans western""".split())


def rows(path):
    with open(path, encoding="utf8") as f:
        yield from csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE)


class Places:
    def __init__(self, gaz):
        earth = gaz / "natural-earth"
        self.countries = {"u.s.", "us", "u.s", "usa", "u.s.a.", "uk", "u.k.", "britain", "england", "scotland", "wales", "america",
                          "united states", "burma", "russia", "north korea", "south korea", "palestine", "soviet union",
                          "yugoslavia", "ivory coast", "holland", "kosovo", "taiwan", "vatican", "uae", "ussr"}
        for row in rows(earth / "ne_50m_admin_0_countries.tsv"):
            for column in ("NAME", "NAME_LONG", "ADMIN", "FORMAL_EN", "NAME_CIAWF"):
                if row[column]:
                    self.countries.add(row[column].lower())
        self.towns = set()
        for row in rows(earth / "ne_10m_populated_places.tsv"):
            for column in ("NAME", "NAMEASCII"):
                self.towns.add((row[column] or "").lower())
        for row in rows(earth / "ne_10m_admin_1_label_points.tsv"):
            self.towns.add((row["name"] or "").lower())
        for row in rows(earth / "ne_50m_admin_1_states_provinces.tsv"):
            self.towns.add((row["name"] or "").lower())
        for line in open(gaz / "geonames-2013/cities15000.txt", encoding="utf8"):
            columns = line.split("\t")
            self.towns |= {columns[1].lower(), columns[2].lower()}
        self.towns -= REGIONS | {""}
        self.countries -= REGIONS | {""}
        self.peoples = set(PEOPLES)
        for path in sorted((gaz / "factbook").glob("*/*.json")):
            if path.parent.name == "meta":
                continue
            nationality = json.loads(path.read_text(encoding="utf8")).get("People and Society", {}).get("Nationality", {})
            for form in ("noun", "adjective"):
                text = re.sub(r"\(.*?\)|<.*?>", "", nationality.get(form, {}).get("text", ""))
                for name in re.split(r"[,;/]| or | and ", text):
                    name = name.strip().lower()
                    if re.fullmatch(r"[a-z' -]{4,25}", name) and name not in self.countries and name not in ("none", "man", "woman"):
                        self.peoples.add(name)
        self.peoples |= {p + "s" for p in self.peoples if not p.endswith(("s", "h", "e")) and " " not in p}

    def people(self, name):
        return name.lower() in self.peoples

    def place(self, name):
        """The types that a place of this name may be of."""
        name = name.lower().removeprefix("the ")
        words = name.split()
        if name in self.countries:
            return {GPE}
        if name in REGIONS or (len(words) == 2 and words[1] in REGIONS and words[0] not in ("south",)):
            return {LOC}
        if words and words[-1] in BUILT:
            return {FAC}
        if words and (words[-1] in LAND or words[0] in ("lake", "mount", "cape", "gulf", "river") and name not in self.towns):
            return {LOC}
        if name in self.towns:
            return {GPE}
        return {GPE, LOC, FAC}
