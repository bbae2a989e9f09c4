//! Entities of whole articles: what is one entity, with which mentions, of which type, and what it links to.

use onrecord::analysis::{Entity, EntityType};
use onrecord::{Analysis, Document, Engine, Options};

fn analyze(text: &str) -> Analysis {
    let model = include_bytes!("../models/en/onrecord.model");
    let engine = Engine::load(model).expect("the repository's own model");
    engine.analyze(&Document::from_text(text), &Options::default())
}

/// The words of the mentions of the entity whose mentions include these words, and its type.
fn entity(text: &str, mention: &str) -> (Vec<String>, EntityType) {
    let analysis = analyze(text);
    let words = |e: &Entity| {
        e.mentions
            .iter()
            .map(|m| m.span.of(text).to_owned())
            .collect::<Vec<_>>()
    };
    let found = analysis.entities.iter().find(|e| words(e).iter().any(|w| w == mention));
    let entity = found.unwrap_or_else(|| panic!("{mention:?} is in no entity of {text:?}: {:#?}", analysis.entities));
    (words(entity), entity.kind)
}

#[test]
fn names_pronouns_and_descriptions_are_one() {
    for (text, mention, all) in [
        (
            "Ilan Moss, a geologist from Leeds, warned of floods. Moss said he had told the ministry.",
            "Ilan Moss",
            &["Ilan Moss", "a geologist from Leeds", "Moss", "he"][..],
        ),
        (
            "In her first speech as chancellor, Ada Quill promised lower taxes.",
            "Ada Quill",
            &["her", "Ada Quill"],
        ),
        (
            "He left school at fourteen. He then worked in a quarry, and his first songs were written there. Moss \
             recorded them in Leeds, where he met his wife.",
            "Moss",
            &["He", "his", "Moss", "he"],
        ),
        (
            "Norling Pumps A/S will close two plants in Norway, it said on Monday. The company blamed energy prices.",
            "Norling Pumps A/S",
            &["Norling Pumps A/S", "it", "The company"],
        ),
        (
            "A report said that the Health Minister, Ilan Moss, who is ill, had left. The Minister denied it.",
            "Ilan Moss",
            &["the Health Minister", "Ilan Moss", "The Minister"],
        ),
        (
            "The Varde Courier said on Monday that it had got the story wrong. The newspaper fired two editors.",
            "Varde Courier",
            &["Varde Courier", "it", "The newspaper"],
        ),
        (
            "Halvard Nears Sale of Unit\n\nHalvard Pumps A/S is in talks, two people said. Halvard declined to comment.",
            "Halvard Pumps A/S",
            &["Halvard", "Halvard Pumps A/S"],
        ),
        (
            "Although she never finished her last novel, which was found in a drawer, Ana Lund is read in Norway.",
            "Ana Lund",
            &["she", "her", "Ana Lund"],
        ),
        (
            "On Monday Derrick Moss was charged in the death of his wife, Tanya Moss. Moss, 41, had rented a truck.",
            "Derrick Moss",
            &["Derrick Moss", "his"],
        ),
        // Whoever a machine takes for a man.
        (
            "In Leeds, Yosefina Moss warned of floods. He said his team could not reach the village.",
            "Yosefina Moss",
            &["Yosefina Moss", "He", "his"],
        ),
        (
            "The treaty surprised Norway. The Norwegian government said it would study the text.",
            "Norway",
            &["Norway", "Norwegian", "The Norwegian government", "it"],
        ),
    ] {
        let (found, _) = entity(text, mention);
        for wanted in all {
            assert!(
                found.iter().any(|w| w == wanted),
                "{wanted:?} is not among {found:?}: {text}"
            );
        }
    }
}

#[test]
fn who_writes_in_the_first_person_is_the_author() {
    let text = "By Ada Quill\n\nI grew up in Leeds. My mother taught me to read, and I miss her. I say so myself.\n\n“I am sad,” \
                said Ilan Moss, who met me there.";
    let (words, kind) = entity(text, "myself");
    assert_eq!(words, ["I", "My", "me", "I", "I", "myself", "me"]);
    assert_eq!(kind, EntityType::Person);
    let analysis = analyze(text);
    let author = analysis.entities.iter().find(|e| e.mentions[0].span.of(text) == "I");
    assert_eq!(author.map(|e| e.name.as_str()), Some("Ada Quill"));
}

#[test]
fn a_description_takes_up_what_was_called_so() {
    let text = "The Supreme Court has suspended the plan. The petition was brought by Ilan Moss, who leads the Varde \
                Alliance. He spoke to journalists outside the court.";
    let (words, _) = entity(text, "Supreme Court");
    assert!(words.contains(&"the court".to_owned()), "{words:?}");
}

#[test]
fn short_names_are_of_what_the_text_names_in_full() {
    for (text, mention, all) in [
        (
            "The Civil Rescue Authority (AFKD) sent teams. AFKD said so.",
            "AFKD",
            &["Civil Rescue Authority", "AFKD", "AFKD"][..],
        ),
        (
            "Quill Management took a stake. Quill declined to comment.",
            "Quill",
            &["Quill Management", "Quill"],
        ),
        (
            "Late Palhinha strike sinks Arsenal\n\nJoao Palhinha scored late in London on Sunday.",
            "Palhinha",
            &["Palhinha", "Joao Palhinha"],
        ),
        (
            "The Ministry of Housing, Communities and Local Government agreed.",
            "Ministry of Housing, Communities and Local Government",
            &["Ministry of Housing, Communities and Local Government"],
        ),
        (
            "The Varde Markets Act (VMA) is law. The VMA binds Apple.",
            "VMA",
            &["Varde Markets Act", "VMA", "The VMA"],
        ),
        (
            "Gareth Moss lived in Leeds. His wife, Deborah Moss, told the court that Moss had fled.",
            "Moss",
            &["Gareth Moss", "His", "Moss"],
        ),
        (
            "The South Korean ministry met. The North Korean army left.",
            "North Korean",
            &["North Korean"],
        ),
        (
            "He lives in Columbus, Ohio. It is cold in Ohio.",
            "Ohio",
            &["Ohio", "Ohio"],
        ),
    ] {
        assert_eq!(entity(text, mention).0, all, "{text}");
    }
}

#[test]
fn first_names_of_other_languages_tell_he_from_she() {
    let text = "Toru Sato met Aiko Lund in Leeds. She told him that the yard was lost.";
    assert_eq!(entity(text, "Aiko Lund").0, ["Aiko Lund", "She"]);
    assert_eq!(entity(text, "Toru Sato").0, ["Toru Sato", "him"]);
}

#[test]
fn nobody_meets_themselves() {
    let text = "Kim Jong-un met the president of Norway on Monday. He praised the talks.";
    assert_eq!(entity(text, "Kim Jong-un").0, ["Kim Jong-un", "He"]);
}

#[test]
fn a_man_is_no_mother() {
    let text = "Her son Adam Moss thinks she came home for the light. “Mum would tell you it was the bread,” he says.";
    let (words, _) = entity(text, "Adam Moss");
    assert!(!words.contains(&"Mum".to_owned()), "{words:?}");
}

#[test]
fn the_president_of_another_country_is_somebody_else() {
    let text = "The talks with the French president, Ilan Moss, went on. The US president said he was not invited.";
    let (words, _) = entity(text, "Ilan Moss");
    assert!(words.contains(&"the French president".to_owned()), "{words:?}");
    assert!(!words.contains(&"The US president".to_owned()), "{words:?}");
}

#[test]
fn the_words_around_a_name_tell_its_type() {
    for (text, mention, kind) in [
        (
            "COIMBRA — The centre-left coalition Ponte Nova leads the race for mayor.",
            "Ponte Nova",
            EntityType::Organization,
        ),
        (
            "The numbers appeared in a post on X, where Ada Quill has many followers.",
            "X",
            EntityType::Product,
        ),
        (
            "Deputies in Mason County voted to close the school on Tuesday.",
            "Mason County",
            EntityType::Geopolitical,
        ),
    ] {
        assert_eq!(entity(text, mention).1, kind, "{text}");
    }
}

#[test]
fn the_gazetteer_knows_names_and_their_types() {
    for (text, mention, kind) in [
        (
            "NEW YORK - Ilan Moss sold his shares on Monday.",
            "NEW YORK",
            EntityType::Geopolitical,
        ),
        (
            "Skiers came to Vail, Colo., for the holidays.",
            "Colo.",
            EntityType::Geopolitical,
        ),
        (
            "PORT ELLERY (Coastal News) — The city closed its bridge.",
            "PORT ELLERY",
            EntityType::Geopolitical,
        ),
        (
            "The agency did not answer Sen. Ada Quill, D-Mass., who had asked twice.",
            "Mass.",
            EntityType::Geopolitical,
        ),
        (
            "The bill was written by Ilan Moss, a California Democrat.",
            "California",
            EntityType::Geopolitical,
        ),
        (
            "Farms in Mato Grosso do Sul were flooded on Monday.",
            "Mato Grosso do Sul",
            EntityType::Geopolitical,
        ),
        (
            "GLASGOW (Northline) - The hospital closed its wards on Monday.",
            "Northline",
            EntityType::Organization,
        ),
        // There is a town of that name, but people do not live in what speaks.
        ("The plan, Moss said, cuts costs.", "Moss", EntityType::Person),
    ] {
        assert_eq!(entity(text, mention).1, kind, "{text}");
    }
}

#[test]
fn titles_and_places_are_no_part_of_a_persons_name() {
    for (text, name) in [
        (
            "Council workers met Philip Barrow of Lansing on Tuesday.",
            "Philip Barrow",
        ),
        (
            "Councilmembers Ilan Moss and Ada Quill asked for a report.",
            "Ilan Moss",
        ),
    ] {
        let (words, kind) = entity(text, name);
        assert_eq!((words, kind), (vec![name.to_owned()], EntityType::Person), "{text}");
    }
}

#[test]
fn two_names_that_touch_stay_two() {
    let text = "Flights to San Rafael California resumed, said winger Ilan Moss of Norling.";
    let (words, _) = entity(text, "California");
    assert_eq!(words, ["California"]);
}

#[test]
fn bodies_without_a_name_are_entities_if_spoken_of_again() {
    let text = "An aid agency has left the valley. The agency said its staff were no longer safe.";
    let (words, kind) = entity(text, "The agency");
    assert!(words.contains(&"An aid agency".to_owned()), "{words:?}");
    assert_eq!(kind, EntityType::Organization);
}

#[test]
fn links_and_places() {
    let analysis =
        analyze("OSLO — Norway closed its border on Friday. Storms reached Elm Fork, Illinois, and Paris, Texas.");
    let named = |name: &str| analysis.entities.iter().find(|e| e.name == name);
    let item = |name: &str| named(name).and_then(|e| e.wikidata.as_deref());
    assert_eq!((item("Norway"), item("Oslo")), (Some("Q20"), Some("Q585")));
    let texan = analysis
        .entities
        .iter()
        .find(|e| e.name == "Paris")
        .expect("Paris is named");
    assert_eq!(texan.country.as_deref(), Some("US"));
    let small = named("Elm Fork").expect("Elm Fork is named");
    assert_eq!(
        (small.wikidata.as_deref(), small.country.as_deref()),
        (None, Some("US"))
    );
    assert!(small.coordinates.is_some(), "it lies in Illinois");
}

#[test]
fn counties_lie_where_the_other_places_are() {
    for (text, county, longitude) in [
        (
            "The sheriff of Licking County closed the road to Newark, Ohio, on Friday.",
            "Licking County",
            -82.4,
        ),
        (
            "Jefferson County will vote in May, officials in Birmingham, Alabama, said.",
            "Jefferson County",
            -86.8,
        ),
        (
            "Jefferson County will vote in May, officials in Louisville, Kentucky, said.",
            "Jefferson County",
            -85.7,
        ),
        (
            "The levee in Rapides Parish held, Louisiana officials said.",
            "Rapides Parish",
            -92.4,
        ),
        (
            "Schools in Bullitt, Oldham and Shelby counties will close, officials in Louisville, Ky., said.",
            "Oldham County",
            -85.7,
        ),
        (
            "The library of South Ithaca, a hamlet near Ithaca, N. Y., closed in May.",
            "South Ithaca",
            -76.5,
        ),
    ] {
        let analysis = analyze(text);
        let found = analysis.entities.iter().find(|e| e.name == county);
        let at = found.and_then(|e| e.coordinates).expect(text);
        assert!((at[0] - longitude).abs() < 1.0, "{at:?}: {text}");
    }
}
