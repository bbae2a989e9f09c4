"""Invented sentences about who was told what by whom: claims within claims, and claims passed on by those who cite others.

PolNeAR annotates only the outermost attribution, so these are what the tags `inner` learn relays from. Everything here is made
up; real agencies, outlets, countries and laws are scenery. The conventions are those of the development stories: the agency
that says something "citing" officials is the outer source, the officials the inner one, "citing" its cue, and both share one
content; in "quoted S as saying" the inner cue is "as saying".

    python invented.py [COUNT]      shows some

Marks of a template: {slot}; [S1 …], [C1 …], [T1 …] source, cue and content of attribution 1, of 2 that it relays, and so on;
<PER …> a name. A slot's filler may have slots and marks itself. {name^} starts with a capital letter.
"""
import random
import re
import sys

FIRST = """Adaeze Ahmed Aiko Alberto Alejandra Amara Amir Ana Anders Andrei Anjali Anna Antoine Arjun Astrid Ayesha Beatriz Ben
Boris Brigitte Carlos Carmen Chen Chidi Claire Daniel David Deepa Diego Dmitry Elena Emma Erik Esther Fatima Felix Fernando
Francesca Gabriel George Giulia Grace Hamid Hana Hannah Hassan Helen Henrik Hiroshi Ibrahim Ingrid Irina Isabel Ivan Jack James
Jamal Jan Javier Jean Jennifer Joao Johan John Jorge Jose Julia Kamal Karen Katarina Keiko Kenji Khalid Kofi Kwame Lars Laura
Leila Li Linda Luca Lucia Luis Magnus Malik Manuel Marco Maria Marta Martin Mary Mehmet Michael Miguel Mikhail Mina Mohammed
Nadia Naomi Natalia Ngozi Nikolai Nina Noor Olga Olivia Omar Oscar Patricia Paul Pavel Pedro Peter Priya Rachel Rafael Rahul
Rebecca Robert Rosa Ruth Samir Samuel Sanjay Sara Sergei Sofia Stefan Susan Svetlana Takeshi Tariq Thomas Tomas Vera Victor
Viktor Wei William Yasmin Yuki Yusuf Zainab Zoe""".split()
LAST = """Abdullah Acheampong Adeyemi Aguilar Ahmadi Alvarez Andersson Aoki Aziz Baker Banerjee Barros Becker Bello Bianchi Blair
Bondarenko Botha Boyd Brandt Brennan Brown Cabrera Carter Castillo Chaudhry Chen Clarke Cohen Conti Costa Cruz Daly Davies Desai
Diallo Diaz Dimitrov Dube Eriksen Eze Farah Fernandes Fischer Fitzgerald Flores Fontaine Fraser Fujita Garcia Gibson Greco Green
Gupta Gutierrez Haddad Hall Hansen Haruna Hashimoto Hoffmann Horvat Hussain Ibanez Ito Ivanova Jackson Jansen Jensen Joshi Kaya
Kelly Khan Kim Kipkorir Koch Kovac Kowalski Krishnan Kuznetsov Lam Larsen Laurent Lee Leroy Lewis Lim Lopez Macdonald Mahmoud
Mahlangu Mansour Marques Martin Mbeki Mendes Mensah Meyer Miller Mokoena Moreau Morris Murphy Nakamura Nasser Nguyen Nielsen
Novak Nowak O'Brien O'Neill Obi Okafor Okello Oliveira Osei Park Patel Pereira Petrov Popescu Qureshi Rahman Ramirez Rao Reyes
Rinaldi Rossi Saito Salazar Santos Sato Schmidt Schneider Sharma Silva Singh Smirnov Smith Sokolov Suarez Suzuki Svensson Taylor
Tesfaye Torres Tran Turner Usman Vargas Vasquez Virtanen Wagner Walker Wang Watanabe Weber White Williams Wilson Wong Wright Wu
Yamamoto Yilmaz Young Zhang Zimmermann Zulu""".split()
COUNTRIES = """Argentina Australia Austria Bangladesh Belarus Belgium Brazil Bulgaria Canada Chile China Colombia Croatia Cuba Egypt
Estonia Ethiopia Finland France Georgia Germany Ghana Greece Hungary India Indonesia Iran Iraq Ireland Israel Italy Japan Jordan
Kenya Kuwait Latvia Lebanon Libya Malaysia Mali Mexico Morocco Myanmar Nepal Nigeria Norway Pakistan Peru Poland Portugal Qatar
Romania Russia Rwanda Serbia Singapore Slovakia Somalia Spain Sudan Sweden Syria Thailand Tunisia Turkey Uganda Ukraine Uruguay
Venezuela Vietnam Yemen Zambia Zimbabwe|the United States|the United Kingdom|South Korea|North Korea|South Africa|Saudi Arabia|New Zealand|Sri Lanka|the Philippines|the Netherlands|the Czech Republic"""
NATIONS = """American Argentine Australian Austrian Bangladeshi Belarusian Belgian Brazilian British Bulgarian Canadian Chilean Chinese
Colombian Croatian Cuban Danish Dutch Egyptian Ethiopian Finnish French Georgian German Ghanaian Greek Hungarian Indian Indonesian
Iranian Iraqi Irish Israeli Italian Japanese Jordanian Kenyan Kuwaiti Lebanese Libyan Malaysian Mexican Moroccan Nigerian
Norwegian Pakistani Palestinian Peruvian Polish Portuguese Qatari Romanian Russian Rwandan Serbian Somali Spanish Sudanese Swedish
Swiss Syrian Taiwanese Thai Tunisian Turkish Ugandan Ukrainian Venezuelan Vietnamese Yemeni Zimbabwean|South Korean|North Korean|South African|Saudi"""
TOWNS = """Aleppo Algiers Ankara Antwerp Athens Baghdad Bangkok Barcelona Beirut Belfast Belgrade Berlin Bogota Boston Brussels Bucharest
Budapest Cairo Caracas Chicago Cologne Dakar Damascus Dallas Delhi Dhaka Doha Dublin Dubai Durban Edinburgh Geneva Glasgow Hamburg
Hanoi Harare Havana Helsinki Houston Istanbul Jakarta Jerusalem Kabul Karachi Kharkiv Khartoum Kinshasa Kyiv Lagos Lahore Leeds
Lima Lisbon London Lyon Madrid Manila Marseille Melbourne Milan Mombasa Montreal Moscow Mumbai Munich Nairobi Naples Odesa Osaka
Oslo Ottawa Paris Perth Porto Prague Quito Riga Rome Santiago Seoul Shanghai Sofia Stockholm Sydney Taipei Tallinn Tbilisi Tehran
Tokyo Toronto Tripoli Tunis Valencia Vienna Vilnius Warsaw Washington Yerevan Zagreb Zurich|Addis Ababa|Buenos Aires|Cape Town|Hong Kong|Kuala Lumpur|Los Angeles|Mexico City|New Delhi|New York|Rio de Janeiro|San Francisco|Tel Aviv"""
CITY_PARTS = "Ash Black Bram Brook Clay Dun East Elm Fair Glen Grey Hart High Kirk Lang Marsh Nor Oak Penn Red Stan Thorn West Whit"
CITY_ENDS = "borough bridge bury dale field ford gate ham haven hurst ley mere mouth pool port stead ton ville wick worth"
SYLLABLES = "ba be da do fa ga go ka ke ko la le lo ma me mi na ne no ra re ri ro sa se ta te ti to va ve vi za ze zo"


def listed(text):
    head, *rest = text.split("|")
    return head.split() + rest


RAW = {
    "agency": """Kyodo|Reuters|AFP|Xinhua|TASS|Interfax|Yonhap|Anadolu|IRNA|Fars|SANA|Antara|Bernama|ANSA|EFE|Lusa|Tanjug|Belta|Ukrinform|
SUNA|Prensa Latina|KCNA|Jiji|the Associated Press|Agence France-Presse|the {town.} News Agency|Press Trust of India|DPA|MENA|WAM|PAP|BNS|
{coined.} News Agency|{coined.} Press""",
    "outlet": """the New York Times|the Guardian|the Financial Times|Le Monde|El Pais|Der Spiegel|Corriere della Sera|Haaretz|Kommersant|
Asahi Shimbun|the Times of India|the Wall Street Journal|CNN|the BBC|Al Jazeera|NHK|Globo|Fox News|Axios|Politico|Bloomberg|Caixin|
the {town.} {paper}|the {coined.} {paper}|{coined.} {station}|Radio {coined.}|{coined.} TV|the {town.} Post|Channel {digit}""",
    "ministry": """the {nationb.} Foreign Ministry|the Defence Ministry|the Interior Ministry|the Ministry of Health|the Ministry of Energy|the
Finance Ministry|the Environment Ministry|the {nationb.} Interior Ministry|the Justice Ministry|the Ministry of Transport|the State
Department|the Pentagon|the Treasury|the Kremlin|the White House|the Central Bank of {country.}|the {town.} city council|the European
Commission|the United Nations|the World Health Organization|NATO|the International Monetary Fund|the Red Cross|the Supreme Court|
the Federal Aviation Agency|the National Intelligence Service|the Coast Guard|the {town.} Prosecutor's Office|the {nationb.} Navy|
the Food Safety Authority|the Electoral Commission|{country.}'s parliament""",
    "company": """{coined.} Group|{coined.} Energy|{coined.} Motors|{last.} & Sons|{last.} Holdings|{coined.} Airlines|Bank of {town.}|
{coined.} Pharmaceuticals|Boeing|Toyota|Siemens|Gazprom|Samsung|Nestle|Airbus|Shell|{last.}-{lastb.}|{coined.} Corp|{coined.} Shipping|
{town.} United|{town.} Rovers|FC {coined.}|the {coined.} Foundation|the {last.} Institute|the University of {town.}|{coined.} Watch|
Doctors Without Borders|Amnesty International|the {nationb.} Football Federation|the {town.} Chamber of Commerce|the Teachers' Union""",
    "law": """the Clean Water Act|the {last.} Act|the Data Protection Regulation|the Treaty of {town.}|the {town.} Agreement|the {town.}
Accords|the Civil Code|the Constitution|the Patriot Act|the Migration Act|the Fair Housing Act|the National Security Law|Article {digit}|
Resolution {number}|the Paris Agreement|the Espionage Act""",
    "event": """the World Cup|the {town.} Summit|the {town.} Marathon|Hurricane {first.}|Typhoon {coined.}|World War II|the Cold War|the {nationb.}
Grand Prix|the Olympic Games|the {town.} Film Festival|the Battle of {town.}|the {nationb.} Open|Ramadan|Operation {coined.}|
the {coined.} earthquake|the Arab Spring|Storm {first.}|the {town.} Book Fair|Super Bowl""",
    "product": """the {coined.} {number}|iPhone|Windows|the Boeing 737|{coined.}Pay|the Airbus A320|Android|the {coined.} app|Patriot missile|
the F-16|Nord Stream 2|{coined.}vax|the Model {digit}|PlayStation|the S-400|ChatGPT|the {coined.} Express""",
    "facility": """{town.} International Airport|the {coined.} Bridge|the {last.} Stadium|the Port of {town.}|the {coined.} Dam|{town.}
Central Station|the {coined.} nuclear plant|Highway {digit}|St. {first.} Hospital|the {last.} Tower|the {coined.} Tunnel|{last.} Street|
{coined.} Square|{town.} Cathedral|Camp {last.}|the {town.} Museum of Art|Fort {last.}""",
    "region": """the Black Sea|the Red Sea|the Middle East|Europe|Africa|the Gulf of {country.}|Lake {coined.}|Mount {coined.}|the {coined.} River|
the {coined.} Islands|the South China Sea|the Sahara|the Alps|Latin America|the Strait of Hormuz|the {coined.} Valley|the {coined.} Mountains|
Central Asia|the Baltic|the {coined.} Peninsula|the Pacific Ocean|the West Bank""",
}
RAW = {k: [x.replace("\n", " ").strip() for x in v.split("|")] for k, v in RAW.items()}
TYPES = {"agency": "ORG", "outlet": "ORG", "ministry": "ORG", "company": "ORG", "law": "LAW", "event": "EVENT", "product": "PRODUCT",
         "facility": "FAC", "region": "LOC"}

SLOTS = {
    "paper": "Herald Tribune Gazette Chronicle Times Telegraph Observer Mail Courier Star News Standard Mirror Echo".split(),
    "station": "FM Radio Television News 24 Online Broadcasting".split(),
    "digit": list("123456789") + ["12", "24", "14", "31"],
    "number": ["1701", "300", "X5", "2231", "900", "500", "9", "1325", "77", "450"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "on Monday", "on Tuesday", "on Thursday",
            "on Friday", "late Sunday", "earlier this week", "on Wednesday evening", "last week", "this week", "in June", "", "", "", ""],
    "office": ["Prime Minister", "President", "Foreign Minister", "Defence Minister", "Health Minister", "Interior Minister",
               "Finance Minister", "Governor", "Mayor", "General", "Senator", "Professor", "Dr.", "Judge", "Colonel", "Mr.", "Ms.",
               "Deputy Prime Minister", "Energy Minister", "police chief", "chief executive", "spokeswoman", "spokesman", "lawyer",
               "Ambassador", "Transport Minister", "Mrs.", "opposition leader", "deputy oil minister", "analyst", "coach"],
    "person": ["<PER {first.} {last.}>", "<PER {first.} {last.}>", "{office} <PER {first.} {last.}>", "{office} <PER {last.}>",
               "<PER {last.}>", "<PER {first.} {last.}>, {role},", "<PER {first.} {lastb.}-{last.}>"],
    "role": ["the head of {ministry}", "who runs {company}", "a spokesman for {ministry}", "a lawyer for the family",
             "an adviser to the {nation} government", "the company's chief executive", "a professor at {company}",
             "the {nation} ambassador to {country}", "a former minister", "who was at the meeting", "47"],
    "official": ["{person}", "{person}", "a spokesman for {ministry}", "a {ministry} spokeswoman", "the {nation} ambassador", "the minister",
                 "{ministry}", "{company}", "an official at {ministry}", "the governor of <GPE {town.}>", "the mayor", "its chief executive",
                 "the {nation} embassy in <GPE {town.}>", "the police", "the government", "the army", "the defendant's lawyer",
                 "the {nation} government", "the prosecutor", "doctors", "a witness", "hospital managers", "the president", "the regulator"],
    "anon": ["unnamed {nation} government sources", "unnamed officials", "two people familiar with the matter", "a source close to the talks",
             "{nation} officials", "three people briefed on the plan", "an unnamed official at {ministry}", "sources in {ministry}",
             "a person with knowledge of the investigation", "a senior {nation} diplomat", "diplomatic sources in <GPE {town.}>",
             "anonymous sources", "security officials", "an unidentified police officer", "local residents", "a military source",
             "people who were not authorized to speak publicly", "an internal document", "a leaked memo", "government data",
             "a report by {company}", "court documents", "the {nation} news agency {agency}", "an official who asked not to be named",
             "sources familiar with the negotiations", "a statement from {ministry}", "industry sources", "two former employees",
             "{ministry}", "{official}", "{person}", "{official}", "relatives of the victims", "a ministry official",
             "an unnamed health department official", "the police of the region of {place}", "eyewitnesses", "{outlet}"],
    "relayer": ["{agency}", "{agency}", "{agency}", "{outlet}", "{outlet}", "{outlet}", "state television", "state media", "local media",
                "the {nation} news agency {agency}", "{nation} state media", "the newspaper {outlet}", "a report in {outlet}", "{nation} media",
                "the news agency", "the newspaper", "the agency", "the broadcaster", "state news agency {agency}", "an article in {outlet}",
                "{nation} radio station {outlet}", "the news site {outlet}", "the daily {outlet}", "the report", "the {nation} portal {coined}"],
    "speaker": ["{person}", "{person}", "he", "she", "{official}", "the source", "the official", "the widow", "one of the lawyers",
                "a neighbour", "{anon}", "{company}", "{ministry}", "{person}", "the report", "the paper", "the indictment", "the survey",
                "{outlet}", "{agency}", "residents", "a spokesperson", "the company", "the minister", "they", "the inquiry", "the lawsuit"],
    "place": ["<GPE {town.}>", "<GPE {country.}>", "<GPE {city.}>", "{region}", "{facility}"],
    "thing": ["the plan", "the bridge", "the new law", "a ceasefire", "the budget", "its northern border", "the port", "the vaccine", "the case",
              "an inquiry", "{law}", "{facility}", "{event}", "{product}", "the pipeline", "wages", "the ship", "the election", "the tender",
              "new sanctions", "the merger", "the school", "the records", "the rescue effort", "the contract", "{company}", "the army",
              "gas deliveries", "the talks", "the hostages", "the reactor", "food prices", "the evacuation", "the trial"],
    "subject": ["the company", "the government", "{person}", "{ministry}", "{company}", "the {nation} government", "two {nation} soldiers",
                "the opposition", "at least {number} people", "the minister", "{country_s}", "the airline", "three hikers", "rescue workers",
                "the rebels", "the talks", "the new bridge", "prices", "the fire", "the {nation} team", "the suspect", "investigators",
                "exports to {place}", "a second drone", "the island's only hospital", "the bank", "the winger", "the fishing boat",
                "the {nation} delegation", "{event}", "most of the staff", "the patients", "{product}", "the storm"],
    "country_s": ["<GPE {country.}>", "<GPE {town.}>"],
    "verbp": ["would {do} {thing}", "had {done} {thing} {when}", "will {do} {thing} {when}", "was planning to {do} {thing}", "could {do} {thing}",
              "had failed to {do} {thing}", "is expected to {do} {thing} {when}", "did not {do} {thing}", "had already {done} {thing}",
              "was {adj}", "were {adj} because of {thing}", "had been {adj} since {year}", "is ready to {do} {thing} in {place}",
              "lost {number} million euros {when}", "would move to {place}", "must {do} {thing} before the winter", "was hit by {thing}",
              "has {number} days to {do} {thing}", "may never {do} {thing}", "arrived in {place} {when}", "was killed near {place} {when}"],
    "do": "build close sell cancel delay defend extend fund halt inspect join launch leave open postpone protect reject reopen repair replace resume review sign stop support suspend withdraw".split(),
    "done": "built closed sold cancelled delayed defended extended funded halted inspected joined launched left opened postponed rejected reopened repaired replaced resumed reviewed signed stopped supported suspended".split(),
    "adj": ["safe", "in danger", "under pressure", "ready", "out of control", "unlikely to last", "too expensive", "in good health", "closed",
            "on the brink of collapse", "divided", "a success", "illegal", "well prepared", "a mistake", "still missing", "badly damaged"],
    "when": ["next year", "in {year}", "by the end of the month", "on {weekday}", "last week", "within days", "", "", "before the vote", "overnight"],
    "weekday": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "year": ["1998", "2004", "2011", "2015", "2019", "2021", "2024", "2026"],
    "clause": ["{subject} {verbp}", "{subject} {verbp}", "{corpus}", "{corpus}", "{corpus}", "{subject} {verbp} and that {subject} {verbp}",
               "there was no sign of {thing}", "no one had {done} {thing}", "{subject} {verbp}, although {subject} {verbp}"],
    "that": ["that ", "that ", "", ""],
    "first_person": ["I think {subject} {verbp}", "we believe {subject} {verbp}", "I don't know whether {subject} {verbp}", "I hope {subject} {verbp}",
                     "we want to {do} {thing}", "I had nothing to do with {thing}", "we will {do} {thing}", "this is {adj}", "it was {adj}",
                     "nobody wants to {do} {thing}", "people here are tired of {thing}"],
    "said": "said reported wrote announced revealed added claimed disclosed stated".split() + ["has reported", "has learned", "also reported", "said"],
    "told": ["[C2 told] {hearer}", "[C2 had told] {hearer}", "[C2 informed] {hearer}", "[C2 had assured] {hearer}", "[C2 had warned] {hearer}",
             "[C2 warned] {hearer}", "[C2 had promised] {hearer}"],
    "hearer": ["him", "her", "them", "reporters", "the committee", "{ministry}", "the board", "<PER {last.}>", "colleagues", "investigators",
               "{outlet}", "the court", "lawmakers", "aides", "two of its members", "the family", "the {nation} ambassador", "diplomats"],
    "innersaid": "said announced claimed declared confirmed denied insisted believed predicted acknowledged found concluded warned".split() + [
        "had said", "had announced", "has confirmed", "had claimed", "had denied", "had concluded", "was saying", "had admitted", "had written"],
    "citing": "citing citing citing quoting quoting".split() + ["referring to", "with reference to", "on the basis of", "attributing this to"],
    "which": ["cited", "quoted", "referred to", "was citing", "was quoting", "attributed the information to"],
}
# A claim passed on by someone who says where it is from.
RELAYS = [
    "[S1 {relayer^}] [C1 {said}] {day} [T1 {that}{clause}], [C2 {citing}] [S2 {anon}].",
    "[S1 {relayer^}] [C1 {said}] {day}, [C2 {citing}] [S2 {anon}], [T1 that {clause}].",
    "[S1 {relayer^}], [C2 {citing}] [S2 {anon}], [C1 {said}] {day} [T1 that {clause}].",
    "[C2 Citing] [S2 {anon}], [S1 {relayer}] [C1 {said}] {day} [T1 {that}{clause}].",
    "[C2 Quoting] [S2 {anon}], [S1 {relayer}] [C1 {said}] [T1 {clause}].",
    "[T1 {clause^}], [S1 {relayer}] [C1 {said}] {day}, [C2 {citing}] [S2 {anon}].",
    "[T1 {clause^}], [C1 said] [S1 {relayer}], [C2 {citing}] [S2 {anon}].",
    "[C1 According to] [S1 {relayer}], which [C2 {which}] [S2 {anon}], [T1 {clause}].",
    "[T1 {clause^}], [C1 according to] [S1 {relayer}], which [C2 {which}] [S2 {anon}].",
    "[T1 {clause^}], [C1 according to] [S1 {relayer}], [C2 {citing}] [S2 {anon}].",
    "[S1 {relayer^}] [C1 quoted] [S2 {official}] [C2 as saying] {day} [T1 {that}{clause}].",
    "[S1 {relayer^}] [C1 quoted] [S2 {anon}] [C2 as saying]: [T1 “{clause^}.”]",
    "[S1 {relayer^}] [C1 cited] [S2 {anon}] [C2 as saying] [T1 {that}{clause}].",
    "[T1 “{clause^},”] [S2 {official}] [C2 was quoted as saying] [C1 by] [S1 {relayer}].",
    "[T1 “{first_person^},”] [S2 {official}] [C2 was quoted as saying] [C1 by] [S1 {relayer}] {day}.",
    "[T1 “{first_person^},”] [S1 {relayer}] [C1 quoted] [S2 {official}] [C2 as saying].",
    "[S2 {official^}] [C2 was quoted] [C1 by] [S1 {relayer}] [C2 as saying] [T1 that {clause}].",
    "[S2 {official^}] [C2 was quoted as saying] [C1 by] [S1 {relayer}] [T1 that {clause}].",
    "[S2 {official^}] [C2 was cited] [C1 by] [S1 {relayer}] [C2 as saying] [T1 {that}{clause}].",
    "[S1 {relayer^}] [C1 {said}] [T1 {that}{clause}], [C2 {citing}] [S2 {relayer}], which [C3 {which}] [S3 {anon}].",
    "[S1 {relayer^}] [C1 {said}], [C2 {citing}] [S2 {relayer}], which in turn [C3 quoted] [S3 {anon}], [T1 that {clause}].",
    "[T1 {clause^}], [S1 {relayer}] [C1 {said}], [C2 {citing}] [S2 {anon}] and [S3 {anon}].",
]
# A claim within what someone says.
NESTED = [
    "[S1 {speaker^}] [C1 said] {day} [T1 {that}[S2 {official}] {told} [T2 {that}{clause}]].",
    "[S1 {speaker^}] [C1 said] [T1 [S2 {speaker}] [C2 {innersaid}] [T2 {that}{clause}]].",
    "[S1 {relayer^}] [C1 {said}] {day} [T1 that [S2 {official}] [C2 {innersaid}] [T2 {that}{clause}]].",
    "[S1 {relayer^}] [C1 {said}] [T1 [S2 {official}] had not [C2 asked] {hearer} [T2 to {do} {thing}]].",
    "[S1 {speaker^}] [C1 told] {hearer} [T1 {that}[S2 {speaker}] [C2 {innersaid}] [T2 {that}{clause}]].",
    "[S1 {speaker^}] [C1 told] {hearer} {day} [T1 that [S2 {official}] {told} [T2 that {clause}]].",
    "[T1 “[S2 {official^}] {told} [T2 {that}{clause}],”] [S1 {speaker}] [C1 said].",
    "[T1 “{first_person^}. [S2 {official^}] {told} [T2 {that}{clause}],”] [C1 said] [S1 {person}].",
    "[T1 [S2 {official^}] [C2 {innersaid}] [T2 {that}{clause}]], [S1 {relayer}] [C1 {said}].",
    "[T1 [S2 {official^}] {told} [T2 that {clause}]], [C1 according to] [S1 {anon}].",
    "[C1 According to] [S1 {relayer}], [T1 [S2 {official}] {told} [T2 {that}{clause}]].",
    "[S1 {speaker^}] [C1 denied] [T1 that [S2 {speaker}] [C2 had ordered] {hearer} [T2 to {do} {thing}]].",
    "[S1 {speaker^}] [C1 claimed] [T1 that [S2 {official}] [C2 had asked] {hearer} [T2 to {do} {thing}]].",
    "[S1 {speaker^}] [C1 said] [T1 that, [C2 according to] [S2 {anon}], [T2 {clause}]].",
    "[S1 {speaker^}] [C1 said] [T1 {that}[T2 {clause}], [C2 according to] [S2 {anon}]].",
    "[S1 {speaker^}] [C1 reported] [T1 that [S2 {anon}] [C2 {innersaid}] [T2 {clause}]].",
    "[S1 {speaker^}] [C1 added] [T1 that [S2 {official}] [C2 wants] [T2 to {do} {thing}]].",
    "[S1 {speaker^}] [C1 wrote] [T1 that [S2 {official}] [C2 called] [T2 the decision “{adj}”]].",
    "[S1 {speaker^}] [C1 said] [T1 [S2 {official}] [C2 had told] {hearer} [T2 that {speaker} had said {clause}]].",
    "[S1 {speaker^}] [C1 has since told] {hearer} [T1 that [S2 a colleague] [C2 had assured] him [T2 {clause}]].",
    "[S1 The poll] [C1 found] [T1 [S2 one in {digit} voters] [C2 said] [T2 {clause}]].",
    "[S1 Minutes of the meeting] [C1 show] [T1 that [S2 {speaker}] [C2 asked] [T2 for {thing} to be {done}]].",
    "[S1 {speaker^}] [C1 recalled] [T1 that [S2 {official}] [C2 promised] [T2 to {do} {thing}]].",
]
# One claim, or none: what the inner tags must leave alone.
PLAIN = [
    "[S1 {speaker^}] [C1 said] {day} [T1 {that}{clause}].",
    "[T1 {clause^}], [S1 {speaker}] [C1 said] {day}.",
    "[T1 “{first_person^},”] [S1 {speaker}] [C1 told] {hearer}.",
    "[T1 “{clause^},”] [C1 said] [S1 {person}].",
    "[C1 According to] [S1 {anon}], [T1 {clause}].",
    "[S1 {speaker^}] [C1 declined] [T1 to comment].",
    "[S1 {anon^}] [C1 said] [T1 {that}{clause}].",
    "[S1 Documents seen by {outlet}] [C1 show] [T1 that {clause}].",
    "[S1 {speaker^}] [C1 told] {agency} {day} [T1 that {clause}].",
    "[S1 {speaker^}] [C1 asked] {hearer} [T1 to {do} {thing}].",
]
BARE = [
    "{subject^} {verbp}.", "{subject^} {verbp}.", "{company^} was founded in {year} and has its headquarters in <GPE {town.}>.",
    "{person^} was born in <GPE {town.}>, {country_s}, and joined {company} in {year}.", "{event^} opens in <GPE {town.}> {day}.",
    "Parliament passed {law} in {year}.", "{facility^} was closed {when}.", "The {nation} city of <GPE {city.}> lies on {region}.",
    "{number} people were hurt near {facility} in <GPE {city.}>.", "Sales of {product} fell in {country_s} and in {region}.",
    "<GPE {town^}> ({agency}) - {subject^} {verbp}.", "{person^} met {person} in {place} {day}.", "The vote is due {when}.",
]
MARK = re.compile(r"\[([SCT])(\d) |<([A-Z]+) |\]|>")
ROLE = {"S": "source", "C": "cue", "T": "content"}


class Inventor:
    """Writes stories. `corpus` are clauses of annotated articles, whose names are not known."""

    def __init__(self, seed, corpus=()):
        self.random = random.Random(seed)
        self.corpus = list(corpus)
        self.plain = {
            "first": FIRST, "last": LAST, "lastb": LAST, "country": listed(COUNTRIES), "town": listed(TOWNS), "nationb": listed(NATIONS)}

    def coined(self):
        return "".join(self.random.choice(SYLLABLES.split()) for _ in range(self.random.choice((2, 2, 3)))).capitalize() + \
            self.random.choice(["", "", "n", "r", "s", "x", "l", "m"])

    def fill(self, slot):
        pick = self.random.choice
        if slot.endswith("."):
            slot = slot[:-1]
            if slot == "coined":
                return self.coined()
            if slot == "city":
                return pick(CITY_PARTS.split()) + pick(CITY_ENDS.split()) if self.random.random() < 0.6 else self.coined()
            return pick(self.plain[slot])
        if slot == "coined":
            return f"<ORG {self.coined()}>"
        if slot == "nation":
            return f"<NORP {pick(self.plain['nationb'])}>"
        if slot == "corpus":
            return f"<ANY {pick(self.corpus)}>" if self.corpus else pick(SLOTS["clause"][:2])
        if slot in RAW:
            name = pick(RAW[slot])
            article = "the " if name.startswith("the ") else ""
            return f"{article}<{TYPES[slot]} {name.removeprefix('the ')}>"
        return pick(SLOTS[slot])

    def expand(self, template, depth=0):
        def one(m):
            slot = m[1]
            capital = slot.endswith("^")
            slot = slot.removesuffix("^")
            if slot in self.plain:
                slot += "."
            text = self.expand(self.fill(slot), depth + 1)
            if capital:
                text = re.sub(r"^((?:[\[<][A-Z0-9]+ )*[“\"]?)(\w)", lambda c: c[1] + c[2].upper(), text)
            return text
        return re.sub(r"\{([a-z_]+[.^]*)\}", one, template)

    def sentence(self, kind):
        text = self.expand(self.random.choice(kind))
        # two lines of a role's own comma and the template's
        text = re.sub(r" +(?=[\]>]*[ ,.:])(?=[\]>]*[ ,.:])", lambda m: "" if text[m.end():m.end() + 1] in " ,.:" else " ", text)
        return re.sub(r",((?:[\]>])*),", r"\1,", re.sub(r"  +", " ", text))

    def story(self, count=None):
        """A record with `attributions`, `inner`, `names` and the spans in which names are `unknown`."""
        count = count or self.random.randint(5, 11)
        kinds = self.random.choices((RELAYS, NESTED, PLAIN, BARE), (0.26, 0.26, 0.2, 0.28), k=count)
        text, attributions, inner, names, unknown = "", [], [], [], []
        for kind in kinds:
            if text:
                text += "\n\n" if self.random.random() < 0.6 else " "
            text = self.add(text, self.sentence(kind), attributions, inner, names, unknown)
        return {"id": f"invented-{self.random.getrandbits(32)}", "text": text, "attributions": attributions, "inner": inner,
                "names": names, "unknown": unknown, "elsewhere": set()}

    def add(self, text, marked, attributions, inner, names, unknown):
        found, open_, at = {}, [], 0
        for m in MARK.finditer(marked):
            text += marked[at:m.start()]
            at = m.end()
            if m[0] in "]>":
                start, what = open_.pop()
                while len(text) > start and text[-1] == " ":
                    text = text[:-1]
                if isinstance(what, tuple):
                    found.setdefault(what[1], {}).setdefault(what[0], []).append((start, len(text)))
                elif what == "ANY":
                    unknown.append((start, len(text)))
                else:
                    names.append((start, len(text), {what}, False))
            else:
                open_.append((len(text), (ROLE[m[1]], int(m[2])) if m[1] else m[3]))
        text += marked[at:]
        for number, spans in found.items():
            record = {r: sorted(spans.get(r, [])) for r in ("source", "cue", "content")}
            if number == 1:
                attributions.append(record)
            else:
                if number == 3 and not record["cue"]:  # "citing A and B"
                    inner[-1]["source"].append(record["source"][0])
                    continue
                inner.append(record)
        return text


if __name__ == "__main__":
    inventor = Inventor(7)
    for _ in range(int(sys.argv[1]) if len(sys.argv) > 1 else 2):
        story = inventor.story()
        print(story["text"])
        show = lambda spans: " ~ ".join(story["text"][b:e] for b, e in spans)
        for level in ("attributions", "inner"):
            for a in story[level]:
                print(f"  {level}:", " | ".join(show(a[r]) for r in ROLE.values()))
        print("  names:", [(story["text"][b:e], *t) for b, e, t, _ in story["names"]])
