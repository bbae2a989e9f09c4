//! The result: plain data, exactly what the JSON output (`onrecord/1`) holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::correction::{Correction, Input};
use crate::span::{OffsetUnit, Offsets, Span};

/// The name and version of the output format.
pub const SCHEMA: &str = "onrecord/1";

/// Everything On Record says about one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Analysis {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What every span below counts in.
    pub offsets: OffsetUnit,
    /// What the document layer found out about the article.
    pub document: DocumentInfo,
    /// The sentences, in order, without the white space between them.
    pub sentences: Vec<Span>,
    /// The attributions, ordered by their first place in the text.
    pub attributions: Vec<Attribution>,
    /// The sources of the attributions, each once, in the order in which they first speak.
    pub sources: Vec<Source>,
    /// The sourced text, sentence by sentence.
    pub statements: Vec<Statement>,
    /// Who and what the text is about, each once, in the order of their first mentions.
    pub entities: Vec<Entity>,
    /// Temporal expressions in the order of the text.
    pub times: Vec<TimeExpression>,
    /// Damage in the text itself, in the order of the text.
    pub integrity: Vec<Damage>,
    /// What an editor would raise.
    pub findings: Vec<Finding>,
    /// Counts and shares, each derivable from the lists above.
    pub profile: Profile,
    /// What was corrected by hand, in the order in which it was. The page holds this list and the next member itself, and the
    /// engine's module has no room for writing them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    #[cfg_attr(not(feature = "exports"), serde(skip_serializing))]
    pub corrections: Vec<Correction>,
    /// The article as it was given, where it has corrections, so that they can be put on it again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(not(feature = "exports"), serde(skip_serializing))]
    pub input: Option<Input>,
}

/// Facts about the article as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentInfo {
    /// The headline, if one was given or found.
    pub title: Option<String>,
    /// The author line without "By".
    pub byline: Option<String>,
    /// The outlet or agency.
    pub publisher: Option<String>,
    /// The dateline's place as written, e.g. `SEATTLE`.
    pub dateline: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Words in the text.
    pub words: u32,
    /// Sentences in the text.
    pub sentences: u32,
    /// The text that the spans refer to, where it is not the input itself (HTML, Markdown).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub text: Option<String>,
}

/// One attribution: somebody (the source) is said to say, think or want something (the content).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attribution {
    /// `a1`, `a2`, … in the order of the text.
    pub id: String,
    /// Who says it; empty where the text names nobody ("was reported to have").
    pub source: Vec<Span>,
    /// The words that attribute: "said", "according to", a headline's colon.
    pub cue: Vec<Span>,
    /// What is attributed, in one or more pieces.
    pub content: Vec<Span>,
    /// How much of the content stands in quotation marks.
    pub quotation: Quotation,
    /// Whether the source affirms, denies or says nothing.
    pub polarity: Polarity,
    /// What kind of act the cue names.
    pub act: Act,
    /// The attribution whose source reports this one.
    pub relayed_by: Option<String>,
    /// The source in the list of sources.
    pub source_id: Option<String>,
    /// Whom and what it is about: the entities that its content mentions, in the order of their first mentions there.
    pub about: Vec<About>,
    /// Probability, 0 to 1, that a careful reader would annotate this attribution with these spans; calibrated.
    pub confidence: f64,
}

/// An entity that an attribution's content mentions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The entity in the list of entities.
    pub entity_id: String,
    /// Its mentions in the content; at least 1.
    pub mentions: u32,
}

/// The surface of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Quotation {
    /// Every piece of the content is inside quotation marks, or it is a turn of an interview.
    Direct,
    /// Some of it is.
    Mixed,
    /// None of it is.
    Indirect,
}

/// The stand of the source towards the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Polarity {
    /// Says it.
    Affirmed,
    /// Denies, rejects or disputes it.
    Denied,
    /// Would not comment or say.
    Declined,
    /// Could not be reached or did not answer.
    NoResponse,
}

/// The kind of act the cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Act {
    /// Something said, written or announced.
    Statement,
    /// Something thought, hoped or feared.
    Belief,
    /// Something planned, promised, ordered or asked for.
    Intention,
    /// Something that a document, study or record shows.
    Evidence,
}

/// Somebody or something that the text cites.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// `s1`, `s2`, … in the order in which they first speak.
    pub id: String,
    /// The fullest name the text gives, or the words by which it speaks of the source.
    pub name: String,
    /// How the source is identified, by the definitions of the Markkula Center's journalistic-sourcing project.
    #[serde(rename = "type")]
    pub kind: SourceType,
    /// Where the source belongs.
    pub affiliation: Affiliation,
    /// The office or role the text gives a named person, e.g. `former Japanese Prime Minister`.
    pub title: Option<String>,
    /// The words that say why the source is not named.
    pub anonymity_reason: Option<Span>,
    /// The source in the list of entities.
    pub entity_id: Option<String>,
    /// Its attributions, in the order of the text.
    pub attribution_ids: Vec<String>,
    /// Words attributed to it; words that two of its attributions share count once.
    pub words: u32,
    /// Those of them that stand in quotation marks.
    pub quoted_words: u32,
}

/// How a source is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SourceType {
    /// A person with a name.
    NamedPerson,
    /// An organisation with a name, also through a spokesperson or official who has none.
    NamedOrganization,
    /// Something written or recorded that the reporter relied on directly.
    Document,
    /// Known to the reporter, and the name is withheld.
    Anonymous,
    /// A person without a name, with no word of its being withheld.
    UnnamedPerson,
    /// Several people without names, with no word of their being withheld.
    UnnamedGroup,
}

/// Where a source belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Affiliation {
    /// Governments, ministries, legislatures, agencies and their officials; diplomats.
    Government,
    /// Armed forces and armed groups.
    Military,
    /// Police and other law enforcement.
    Police,
    /// Courts, judges, prosecutors and lawyers in a case.
    Judiciary,
    /// Parties, candidates and campaigns.
    PoliticalParty,
    /// Companies, banks, trade bodies and those who speak for them.
    Business,
    /// News agencies, newspapers, broadcasters and journalists.
    Media,
    /// Universities, research institutes and scientists.
    Academia,
    /// Hospitals, doctors and health workers.
    Medical,
    /// Charities, advocacy groups, unions, churches.
    Ngo,
    /// The United Nations, NATO, the European Union and the like.
    InternationalOrganization,
    /// People who speak for themselves: witnesses, residents, relatives.
    Citizen,
    /// Clubs, athletes, coaches, federations.
    Sport,
    /// None of these, or not to be known.
    Other,
}

impl Affiliation {
    /// The affiliation that the output calls by this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "government" => Self::Government,
            "military" => Self::Military,
            "police" => Self::Police,
            "judiciary" => Self::Judiciary,
            "politicalParty" => Self::PoliticalParty,
            "business" => Self::Business,
            "media" => Self::Media,
            "academia" => Self::Academia,
            "medical" => Self::Medical,
            "ngo" => Self::Ngo,
            "internationalOrganization" => Self::InternationalOrganization,
            "citizen" => Self::Citizen,
            "sport" => Self::Sport,
            _ => return None,
        })
    }
}

/// Sourced text within one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// The text that rests on the sources.
    pub span: Vec<Span>,
    /// The sentence, by its place in the list of sentences, counted from 0.
    pub sentence: u32,
    /// Who says it; several where it went through several hands, the origin last.
    pub source_ids: Vec<String>,
    /// Whether the sentence itself says so.
    pub kind: StatementKind,
    /// The attributions it rests on.
    pub attribution_ids: Vec<String>,
}

/// Whether the sentence itself names its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StatementKind {
    /// An attribution covers it.
    Explicit,
    /// It plainly draws on the source of the sentence before it.
    Implicit,
}

/// Somebody or something that the text speaks of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entity {
    /// `e1`, `e2`, … in the order of their first mentions.
    pub id: String,
    /// The canonical name where it is linked, else the fullest name in the text.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// Its Wikidata item, e.g. `Q17`, where that is certain.
    pub wikidata: Option<String>,
    /// Longitude and latitude in degrees, for places.
    pub coordinates: Option<[f64; 2]>,
    /// The country it lies in or is, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Its mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// Probability, 0 to 1, that its mentions and type are right.
    pub confidence: f64,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum EntityType {
    /// A person.
    #[serde(rename = "PER")]
    Person,
    /// An organisation.
    #[serde(rename = "ORG")]
    Organization,
    /// A place with a government: country, region, city.
    #[serde(rename = "GPE")]
    Geopolitical,
    /// Another place: island, sea, mountain, continent.
    #[serde(rename = "LOC")]
    Location,
    /// Something built: airport, bridge, base.
    #[serde(rename = "FAC")]
    Facility,
    /// A nationality, religion or political group.
    #[serde(rename = "NORP")]
    Norp,
    /// A named event: war, storm, election, tournament.
    #[serde(rename = "EVENT")]
    Event,
    /// A named law or treaty.
    #[serde(rename = "LAW")]
    Law,
    /// A product, work or vehicle.
    #[serde(rename = "PRODUCT")]
    Product,
}

/// One place where the text speaks of an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mention {
    /// Where.
    pub span: Span,
    /// In what kind of words.
    pub kind: MentionKind,
    /// The mention's own type where it differs from the entity's: "Japanese" is a NORP mention of the GPE Japan.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none", default)]
    pub own_type: Option<EntityType>,
}

/// The words of a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MentionKind {
    /// A proper name or its adjective.
    Name,
    /// A common noun: "the island".
    Nominal,
    /// A pronoun.
    Pronoun,
}

/// A temporal expression, as TIMEX3 has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TimeExpression {
    /// Where.
    pub span: Span,
    /// What kind of time.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// The TIMEX3 value, counted from the document's date: `2021-12-23`, `P2Y`, `PRESENT_REF`.
    pub value: String,
}

/// The TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A day or something longer on the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Times that recur.
    Set,
}

/// A damaged place in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Damage {
    /// What is wrong.
    pub kind: DamageKind,
    /// Where.
    pub span: Span,
    /// A plain sentence about it.
    pub message: String,
}

/// What is wrong with a place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DamageKind {
    /// A full stop within a sentence.
    StrayFullStop,
    /// Words that do not go together.
    ScrambledPhrase,
    /// A pronoun that nothing in the text can stand behind.
    DanglingPronoun,
    /// A quotation mark without its partner.
    UnbalancedQuote,
    /// Capitals or small letters where the other belong.
    WrongCase,
    /// A word that is there twice.
    RepeatedWord,
    /// Other traces of machines: misread letters, broken words, left-over markup.
    Other,
}

/// Something that a standards editor would raise. It says what a published rule asks, never what is true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// A plain sentence about this text.
    pub message: String,
    /// The published rule it rests on, with its publisher.
    pub standard: String,
    /// The sources it is about.
    pub source_ids: Vec<String>,
    /// The attributions it is about.
    pub attribution_ids: Vec<String>,
    /// The places that show it.
    pub spans: Vec<Span>,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FindingKind {
    /// Something rests on one anonymous source.
    SingleAnonymousSource,
    /// The main claim rests on anonymous sources.
    MainClaimAnonymous,
    /// What somebody said is known only through others.
    SecondHandOnly,
    /// Somebody whom the text is about did not answer.
    NoResponseFromSubject,
    /// Every source is an official.
    AllOfficialSources,
    /// An anonymous source gives an opinion.
    AnonymousOpinion,
    /// The text does not say why a source is anonymous.
    AnonymityReasonMissing,
    /// Several unnamed people speak with one voice.
    PluralSourcesVague,
    /// No source has a name.
    NoNamedSource,
    /// Somebody denies what others claim.
    DenialReported,
    /// The text says that claims could not be verified.
    UnverifiedClaims,
}

/// Counts and shares of an article's sourcing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// Words of the article's prose.
    pub words: u32,
    /// Words that are attributed to somebody.
    pub attributed_words: u32,
    /// Words in quotation marks that are attributed to somebody.
    pub quoted_words: u32,
    /// Words that nothing in the text attributes.
    pub unattributed_words: u32,
    /// Sentences of the article.
    pub sentences: u32,
    /// Sentences with sourced text.
    pub sourced_sentences: u32,
    /// Number of sources.
    pub sources: u32,
    /// Sources of each type that occurs.
    pub sources_by_type: BTreeMap<SourceType, u32>,
    /// Sources of each affiliation that occurs.
    pub sources_by_affiliation: BTreeMap<Affiliation, u32>,
    /// Attributed words of each source type that occurs.
    pub words_by_type: BTreeMap<SourceType, u32>,
    /// The most hands that a claim went through; 0 where nothing is attributed.
    pub longest_chain: u32,
    /// The source that speaks first.
    pub first_source_id: Option<String>,
    /// The source with the most attributed words.
    pub most_used_source_id: Option<String>,
    /// Its share of all attributed words, 0 to 1.
    pub most_used_source_share: f64,
    /// Corrections by hand that are in effect.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub corrected: u32,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl Default for Analysis {
    /// The analysis of an empty text, in bytes.
    fn default() -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            offsets: OffsetUnit::Byte,
            document: DocumentInfo::default(),
            sentences: Vec::new(),
            attributions: Vec::new(),
            sources: Vec::new(),
            statements: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            integrity: Vec::new(),
            findings: Vec::new(),
            profile: Profile::default(),
            corrections: Vec::new(),
            input: None,
        }
    }
}

impl Analysis {
    /// The same analysis with its spans in `unit`. `text` is the analysed text; the spans must be in bytes.
    #[must_use]
    pub fn with_offsets(mut self, text: &str, unit: OffsetUnit) -> Self {
        let offsets = Offsets::new(text, unit);
        self.for_each_span(|span| {
            let [start, end] = offsets.span(*span);
            *span = Span { start, end };
        });
        self.offsets = unit;
        self
    }

    /// The same analysis with its spans in bytes, whatever they count in. `text` is the analysed text; what is no place in
    /// it becomes empty.
    #[must_use]
    pub fn in_bytes(mut self, text: &str) -> Self {
        let offsets = Offsets::new(text, self.offsets);
        self.for_each_span(|span| *span = offsets.bytes([span.start, span.end]).unwrap_or_default());
        self.offsets = OffsetUnit::Byte;
        self
    }

    /// Visits every span of the analysis.
    fn for_each_span(&mut self, mut visit: impl FnMut(&mut Span)) {
        self.sentences.iter_mut().for_each(&mut visit);
        for attribution in &mut self.attributions {
            for spans in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
                spans.iter_mut().for_each(&mut visit);
            }
        }
        let reasons = self.sources.iter_mut().filter_map(|s| s.anonymity_reason.as_mut());
        reasons.for_each(&mut visit);
        self.statements
            .iter_mut()
            .flat_map(|s| &mut s.span)
            .for_each(&mut visit);
        let mentions = self.entities.iter_mut().flat_map(|e| &mut e.mentions);
        mentions.for_each(|m| visit(&mut m.span));
        self.times.iter_mut().for_each(|t| visit(&mut t.span));
        self.integrity.iter_mut().for_each(|d| visit(&mut d.span));
        self.findings.iter_mut().flat_map(|f| &mut f.spans).for_each(&mut visit);
        for correction in &mut self.corrections {
            correction.for_each_quote(&mut |quote| visit(&mut quote.span));
        }
    }
}

impl Quotation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Mixed, Self::Indirect];
}

impl Polarity {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Affirmed, Self::Denied, Self::Declined, Self::NoResponse];
}

impl Act {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Statement, Self::Belief, Self::Intention, Self::Evidence];
}

impl SourceType {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::NamedPerson,
        Self::NamedOrganization,
        Self::Document,
        Self::Anonymous,
        Self::UnnamedPerson,
        Self::UnnamedGroup,
    ];
}

impl Affiliation {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Government,
        Self::Military,
        Self::Police,
        Self::Judiciary,
        Self::PoliticalParty,
        Self::Business,
        Self::Media,
        Self::Academia,
        Self::Medical,
        Self::Ngo,
        Self::InternationalOrganization,
        Self::Citizen,
        Self::Sport,
        Self::Other,
    ];
}

impl EntityType {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organization,
        Self::Geopolitical,
        Self::Location,
        Self::Facility,
        Self::Norp,
        Self::Event,
        Self::Law,
        Self::Product,
    ];
}

/// The place in its list of what has this id: 0 for `s1`, `a1`.
pub(crate) fn number(id: &str) -> Option<usize> {
    id.get(1..)?.parse::<usize>().ok()?.checked_sub(1)
}
