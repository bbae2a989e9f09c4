//! Who says what in whole articles: the attributions, their chains and their sources, as an editor would list them.

use onrecord::analysis::{Affiliation, DamageKind, FindingKind, Polarity, SourceType};
use onrecord::{Analysis, Document, Engine, Options, Span};

fn analyze(text: &str) -> (Document, Analysis) {
    let model =
        std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/models/en/onrecord.model")).expect("the model is there");
    let engine = Engine::load(&model).expect("it is a model");
    let document = Document::from_text(text);
    let analysis = engine.analyze(&document, &Options::default());
    (document, analysis)
}

/// The name, type and affiliation of whoever says the content that holds these words, from the outermost hand on.
fn hands(document: &Document, analysis: &Analysis, words: &str) -> Vec<(String, SourceType, Affiliation)> {
    let said = |span: &Span| span.of(&document.text).contains(words);
    let mut found: Vec<_> = analysis
        .attributions
        .iter()
        .filter(|a| a.content.iter().any(said))
        .map(|a| {
            let source = analysis
                .sources
                .iter()
                .find(|s| Some(&s.id) == a.source_id.as_ref())
                .unwrap_or_else(|| panic!("{words:?} has a source"));
            (
                a.relayed_by.is_some(),
                (source.name.clone(), source.kind, source.affiliation),
            )
        })
        .collect();
    found.sort_by_key(|(relayed, _)| *relayed);
    found.into_iter().map(|(_, source)| source).collect()
}

fn damage(document: &Document, analysis: &Analysis) -> Vec<(DamageKind, String)> {
    let found = analysis.integrity.iter();
    found.map(|d| (d.kind, d.span.of(&document.text).to_owned())).collect()
}

#[test]
fn a_wire_story_is_traced_to_its_anonymous_sources() {
    let (document, analysis) = analyze(
        "PORT ELLERY (Coastal News) — The government will close the naval yard at Port Ellery by March, three people \
         briefed on the decision told Coastal News on Monday.\n\n\
         The people, who spoke on condition of anonymity because the plan has not been announced, said the cabinet \
         approved it last week.\n\n\
         A spokeswoman for the Defence Ministry, Hanne Odegaard, declined to comment.\n\n\
         The newspaper Dagens Post reported on Sunday that the ministry had told suppliers to stop deliveries, citing a \
         letter seen by its reporters.\n\n\
         \"Nobody has told us anything,\" said Tom Brackley, who leads the yard's union. He added that members would vote \
         on a strike.\n",
    );
    let lead = hands(&document, &analysis, "close the naval yard");
    assert_eq!(lead.len(), 1);
    assert_eq!(lead[0].1, SourceType::Anonymous);
    // The same people, and the reason that they give.
    let source = &analysis.sources[0];
    assert_eq!(source.attribution_ids.len(), 2, "{:?}", analysis.sources);
    let reason = source.anonymity_reason.map(|span| span.of(&document.text));
    assert_eq!(reason, Some("because the plan has not been announced"));
    let dateline = analysis.attributions.iter().flat_map(|a| &a.content);
    assert!(
        dateline
            .into_iter()
            .all(|span| !span.of(&document.text).contains("PORT ELLERY"))
    );
    // A chain of two.
    let told = hands(&document, &analysis, "that the ministry had told suppliers");
    let kinds: Vec<SourceType> = told.iter().map(|(_, kind, _)| *kind).collect();
    assert_eq!(kinds, [SourceType::NamedOrganization, SourceType::Document]);
    // "He" is the one who spoke.
    assert_eq!(hands(&document, &analysis, "members would vote")[0].0, "Tom Brackley");
}

#[test]
fn a_local_story_is_traced_through_titles_and_short_names() {
    let (document, analysis) = analyze(
        "Council chief quits over bin contract, says leaked memo\n\n\
         Sir Peter Lamb, the council leader, said he had \"full confidence\" in the inquiry. \"He knew in May,\" said Dev \
         Anand, the Labour councillor.\n\n\
         The contractor, Greenhaul plc, denied any wrongdoing. A company spokesman said: \"We welcome the report.\"\n\n\
         Sir Peter insisted that he would not stand down.\n",
    );
    let headline = hands(&document, &analysis, "Council chief quits");
    assert_eq!(headline[0].1, SourceType::Document);
    let firm = (
        "Greenhaul plc".to_owned(),
        SourceType::NamedOrganization,
        Affiliation::Business,
    );
    for words in ["any wrongdoing", "We welcome"] {
        let said = hands(&document, &analysis, words);
        assert!(said.iter().eq([&firm]), "{words}: {said:?}");
    }
    let leader = &hands(&document, &analysis, "full confidence")[0].0;
    assert_eq!(&hands(&document, &analysis, "would not stand down")[0].0, leader);
}

#[test]
fn whoever_is_called_otherwise_is_still_the_same() {
    for (text, words, name) in [
        (
            "The Saudi Press Agency said the ministers met. The Anadolu agency said that Ankara had suspended trade.",
            "Ankara",
            "Anadolu Agency",
        ),
        (
            "Senator Ilan Moss told reporters that it was over. \"If it is true, it is a betrayal,\" the Louisiana \
             Republican said.",
            "betrayal",
            "Ilan Moss",
        ),
        (
            "Varde coach Ilan Moss was angry. \"Never again,\" the Scot said.",
            "Never",
            "Ilan Moss",
        ),
        (
            "Trade Minister Ada Quill was quoted as saying the measure would remain in force.",
            "the measure",
            "Ada Quill",
        ),
        (
            "The union's president, Ilan Moss, distanced himself. President Ada Quill addressed a rally. \"We stay,\" the \
             president said.",
            "We stay",
            "Ada Quill",
        ),
        (
            "Police said they fled. The complaint was lodged on Tuesday by Ilan Moss (52), a bank employee, who alleged \
             that they stole it.",
            "stole",
            "Ilan Moss",
        ),
    ] {
        let (document, analysis) = analyze(text);
        let names: Vec<String> = hands(&document, &analysis, words)
            .into_iter()
            .map(|(name, ..)| name)
            .collect();
        assert_eq!(names, [name], "{text}");
    }
}

#[test]
fn outside_quotation_marks_a_content_ends_with_its_sentence() {
    let (document, analysis) = analyze("The bridge at Varde collapsed, police said. No one was hurt.");
    let contents: Vec<&str> = analysis.attributions[0]
        .content
        .iter()
        .map(|c| c.of(&document.text))
        .collect();
    assert_eq!(contents, ["The bridge at Varde collapsed"]);
}

/// The machine-translated article that lies beside the repository, with all that an editor lists for it. It is not ours to
/// copy; where it is missing there is nothing to test.
#[test]
fn the_translated_article() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seed/article.txt");
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    let (document, analysis) = analyze(&text);
    let agency = analysis
        .sources
        .iter()
        .find(|s| s.name.contains("Kyodo"))
        .expect("it speaks");
    assert_eq!(
        (agency.kind, agency.affiliation),
        (SourceType::NamedOrganization, Affiliation::Media)
    );
    // Its name twice, "he" and "the news agency".
    assert_eq!(agency.attribution_ids.len(), 4);
    let chain = hands(&document, &analysis, "establish temporary bases");
    assert_eq!(chain.len(), 2);
    assert_eq!(chain[0].0, agency.name);
    assert_eq!(
        (chain[1].1, chain[1].2),
        (SourceType::Anonymous, Affiliation::Government)
    );
    for (words, kind) in [
        ("as its own sacred territory", SourceType::NamedOrganization),
        ("it wants peace", SourceType::NamedOrganization),
        ("it would consider options", SourceType::NamedOrganization),
        ("could not stand idly by", SourceType::NamedPerson),
        ("given the tens of thousands of troops", SourceType::Anonymous),
    ] {
        let said = hands(&document, &analysis, words);
        assert_eq!(said.len(), 1, "{words}");
        assert_eq!((said[0].1, said[0].2), (kind, Affiliation::Government), "{words}");
    }
    let title = analysis.sources.iter().find_map(|s| s.title.as_deref());
    assert_eq!(title, Some("former Japanese Prime Minister"));
    assert!(analysis.sources.iter().all(|s| s.anonymity_reason.is_none()));
    let silent = analysis
        .attributions
        .iter()
        .filter(|a| a.polarity == Polarity::NoResponse);
    let silent: Vec<&str> = silent.flat_map(|a| &a.source).map(|s| s.of(&document.text)).collect();
    assert_eq!(silent, ["Japanese Defense Ministry officials"]);
    let expected = [
        (DamageKind::StrayFullStop, "Taiwan. and"),
        (DamageKind::DanglingPronoun, "he"),
        (DamageKind::StrayFullStop, "year. ,"),
        (DamageKind::ScrambledPhrase, "the states. -United"),
        (DamageKind::ScrambledPhrase, "in urgently in Taiwan"),
    ];
    assert_eq!(
        damage(&document, &analysis),
        expected.map(|(kind, words)| (kind, words.to_owned()))
    );
    let raised = |kind| analysis.findings.iter().any(|f| f.kind == kind);
    assert!(raised(FindingKind::MainClaimAnonymous) && raised(FindingKind::SecondHandOnly));
}
