//! The result: plain data, exactly what the JSON output (`onrecord/1`) holds.

use serde::{Deserialize, Serialize};

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
    /// Probability, 0 to 1, that a careful reader would annotate this attribution with these spans; calibrated.
    pub confidence: f64,
}

/// The surface of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Quotation {
    /// Every piece of the content is inside quotation marks.
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

    /// Visits every span of the analysis.
    fn for_each_span(&mut self, mut visit: impl FnMut(&mut Span)) {
        self.sentences.iter_mut().for_each(&mut visit);
        for attribution in &mut self.attributions {
            for spans in [&mut attribution.source, &mut attribution.cue, &mut attribution.content] {
                spans.iter_mut().for_each(&mut visit);
            }
        }
    }
}
