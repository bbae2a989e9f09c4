//! What the encoder left short, made whole where the sentence leaves no doubt: a source without the relative clause that
//! stands between it and its cue, a cue whose source was taken from another sentence, a content that starts in the middle
//! of its clause or with the dateline.

use super::content::{whole_content, within_sentence, without_dateline, without_headings, without_titles};
use super::join::Joined;
use super::lines::Lines;
use super::subject::{LONGEST_SUBJECT, around_apposition, subject, whole_source, whole_subject};
use super::tags::Roles;
use crate::sort;
use crate::text::lexicon::is_form_of;

/// Repairs the attributions.
pub(super) fn repair(lines: &Lines<'_>, roles: &Roles, joined: &mut [Joined]) {
    for attribution in joined.iter_mut() {
        without_symbols(lines, attribution);
        subject(lines, roles, attribution);
        around_apposition(lines, roles, attribution);
        whole_subject(lines, roles, attribution);
        whole_source(lines, roles, attribution);
        if attribution.cited_by.is_none() {
            without_headings(lines, attribution);
            within_sentence(lines, attribution);
            without_titles(lines, attribution);
            whole_content(lines, roles, attribution);
            without_dateline(lines, attribution);
        }
    }
    interrupted(lines, joined);
    addressed(lines, joined);
    accompanied(lines, joined);
}

/// "she says, laughing. “So it goes.”": how it is said tells nothing; what follows is said by the same words.
fn accompanied(lines: &Lines<'_>, joined: &mut [Joined]) {
    const MANNERS: [&str; 12] = [
        "chuckling",
        "crying",
        "frowning",
        "grinning",
        "laughing",
        "nodding",
        "pausing",
        "shrugging",
        "sighing",
        "smiling",
        "sobbing",
        "weeping",
    ];
    for at in 0..joined.len() {
        let cue = joined[at].cue.clone();
        if cue.len() != 1 || !MANNERS.contains(&lines.word(cue.start)) {
            continue;
        }
        let sentence = lines.sentence(cue.start);
        let before = |other: &usize| {
            let told = &joined[*other].cue;
            told.start >= sentence.start && told.end < cue.start && lines.word(cue.start - 1) == ","
        };
        let teller = (0..joined.len())
            .filter(before)
            .max_by_key(|&other| joined[other].cue.start);
        if let Some(teller) = teller {
            let content = std::mem::take(&mut joined[at].content);
            joined[teller].content.extend(content);
            sort::by_key(&mut joined[teller].content, |piece| piece.start);
        }
    }
}

/// A source does not begin with pictures: "🚒 Ana Petrescu".
fn without_symbols(lines: &Lines<'_>, attribution: &mut Joined) {
    let is_symbol = |at: usize| lines.word(at).chars().all(|c| c >= '\u{2190}' && !c.is_alphanumeric());
    if let Some(source) = &mut attribution.source {
        while source.len() > 1 && is_symbol(source.start) {
            source.start += 1;
        }
    }
}

/// "She said she would tell Ada Quill: “Go home.”": whoever stands before the colon is told it, and does not say it.
fn addressed(lines: &Lines<'_>, joined: &mut [Joined]) {
    for attribution in joined {
        let cue = attribution.cue.clone();
        let Some(source) = attribution.source.clone() else {
            continue;
        };
        let sentence = lines.sentence(cue.start);
        if cue.len() != 1 || lines.word(cue.start) != ":" || source.end != cue.start || source.start <= sentence.start {
            continue;
        }
        let verb = source.start - 1;
        if !is_form_of(&lines.word(verb).to_ascii_lowercase(), "ask remind tell warn") {
            continue;
        }
        let auxiliary = |w: &usize| {
            matches!(
                lines.word(*w),
                "would" | "will" | "had" | "has" | "have" | "to" | "d" | "’" | "'"
            )
        };
        let start = (sentence.start..verb)
            .rev()
            .take_while(auxiliary)
            .last()
            .unwrap_or(verb);
        let pronoun = start
            .checked_sub(1)
            .filter(|&w| w >= sentence.start && matches!(lines.word(w), "he" | "He" | "she" | "She" | "they" | "They"));
        let subject = pronoun.map_or(sentence.start, |w| w)..start;
        attribution.cue = start..verb + 1;
        attribution.source = (!subject.is_empty() && subject.len() <= LONGEST_SUBJECT).then_some(subject);
    }
}

/// "The station reported, citing the ministry, that …": what follows the citation is told by whoever cites.
fn interrupted(lines: &Lines<'_>, joined: &mut [Joined]) {
    for at in 0..joined.len() {
        let citing = joined[at].cue.clone();
        let word = lines.word(citing.start).to_ascii_lowercase();
        if citing.len() != 1 || !word.ends_with("ing") || !super::relay::cites(&word) || joined[at].content.is_empty() {
            continue;
        }
        let sentence = lines.sentence(citing.start);
        let teller = (0..joined.len()).find(|&other| {
            let cue = &joined[other].cue;
            other != at && cue.start >= sentence.start && cue.end + 1 == citing.start && lines.word(cue.end) == ","
        });
        let comma = (citing.end..sentence.end).find(|&w| lines.word(w) == ",");
        let (Some(teller), Some(comma)) = (teller, comma) else {
            continue;
        };
        if joined[at].content.iter().any(|content| content.start < comma) || comma == citing.end {
            continue;
        }
        let content = std::mem::take(&mut joined[at].content);
        joined[at].source = Some(citing.end..comma);
        joined[at].is_inner = true;
        joined[at].cited_by = Some(joined[teller].cue.clone());
        joined[at].content.clone_from(&content);
        joined[teller].content = content;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::content::preposed;
    use crate::attribution::join;
    use crate::attribution::lines::read;
    use crate::encoder::WordRange;

    /// The spans of "source / cue / content" in a text, repaired; each part is a run of its words, and the first word of an
    /// earlier sentence stands for a source that is not the cue's.
    fn repaired(text: &str, given: &[[&str; 3]]) -> Vec<String> {
        read(text, |lines, range| {
            let mut joined = join::given(range, given);
            let roles = Roles {
                sources: joined.iter().filter_map(|j| j.source.clone()).collect(),
                cues: joined.iter().map(|j| j.cue.clone()).collect(),
                contents: joined.iter().flat_map(|j| j.content.clone()).collect(),
            };
            preposed(lines, &roles, &mut joined);
            repair(lines, &roles, &mut joined);
            let part = |range: &WordRange| {
                text.split([' ', '\n'])
                    .skip(range.start)
                    .take(range.len())
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            joined
                .iter()
                .map(|j| {
                    let content: Vec<String> = j.content.iter().map(part).collect();
                    let source = j.source.as_ref().map_or(String::new(), part);
                    format!("{source} / {} / {}", part(&j.cue), content.join(" … "))
                })
                .collect()
        })
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table")]
    fn what_was_left_short() {
        for (text, given, expected) in [
            // The subject of the cue's own sentence.
            (
                "Quill left . A draft of the plan , leaked to the press , put the cost higher .",
                [["Quill", "put", "the cost higher"]].as_slice(),
                ["A draft of the plan , leaked to the press , / put / the cost higher"].as_slice(),
            ),
            (
                "Quill left . In May , the union warned of strikes .",
                &[["Quill", "warned", "of strikes"]],
                &["the union / warned / of strikes"],
            ),
            (
                "Quill left . He calls on Sundays and tells her to sell .",
                &[["Quill", "tells", "to sell"]],
                &["He / tells / to sell"],
            ),
            // A name before a verb of telling, where no source was found.
            (
                "Quill left . Ana Lund , the owner , said he had “ every hope ” .",
                &[["", "said", "he had “ every hope ”"]],
                &["Ana Lund , the owner , / said / he had “ every hope ”"],
            ),
            (
                "Lund claims the yard as his own .",
                &[["", "claims", "the yard as his own"]],
                &["Lund / claims / the yard as his own"],
            ),
            (
                "On Monday , it was said that the yard would close .",
                &[["", "said", "that the yard would close"]],
                &[" / said / that the yard would close"],
            ),
            (
                "It was said that the yard would close .",
                &[["", "was said", "that the yard would close"]],
                &[" / was said / that the yard would close"],
            ),
            (
                "Quill said the yard would close ; Lund said it would not .",
                &[["Lund", "said", "the yard would close"]],
                &["Quill / said / the yard would close"],
            ),
            (
                "She left a week before General Ilan Moss declared martial law . Quill wept .",
                &[["Quill", "declared", "martial law"]],
                &["General Ilan Moss / declared / martial law"],
            ),
            (
                "If declared lost , it sinks . Quill wept .",
                &[["Quill", "declared", "lost"]],
                &[" / declared / lost"],
            ),
            // A noun phrase does not begin behind its own preposition.
            (
                "A letter seen by the Echo values the firm at a pound .",
                &[["the Echo", "values", "the firm at a pound"]],
                &["A letter seen by the Echo / values / the firm at a pound"],
            ),
            // The clause between a source and its cue, and the one behind the source.
            (
                "An aide , who asked not to be named , said it was over .",
                &[["An aide", "said", "it was over"]],
                &["An aide , who asked not to be named , / said / it was over"],
            ),
            (
                "It was over , according to an aide , who asked not to be named .",
                &[["an aide", "according to", "It was over"]],
                &["an aide , who asked not to be named / according to / It was over"],
            ),
            (
                "Quill , in a speech , said it was over .",
                &[["Quill", "said", "it was over"]],
                &["Quill / said / it was over"],
            ),
            // What is told before its cue is told from the start of its sentence on.
            (
                "As part of the plan , troops would land , Leta said .",
                &[["Leta", "said", "troops would land"]],
                &["Leta / said / As part of the plan , troops would land"],
            ),
            (
                "But troops would land , Leta said .",
                &[["Leta", "said", "troops would land"]],
                &["Leta / said / troops would land"],
            ),
            (
                "The yard will close by March , the union told the Echo .",
                &[["the union", "told", ""]],
                &["the union / told / The yard will close by March"],
            ),
            (
                "On Monday , the union told the Echo .",
                &[["the union", "told", ""]],
                &["the union / told / "],
            ),
            // No dateline is told.
            (
                "PORT ELLERY ( Leta ) — The yard will close , the union said .",
                &[["the union", "said", "PORT ELLERY ( Leta ) — The yard will close"]],
                &["the union / said / The yard will close"],
            ),
            // A citation within the telling.
            (
                "The station reported , citing the ministry , that the yard would close .",
                &[
                    ["The station", "reported", ""],
                    ["The station", "citing", "that the yard would close"],
                ],
                &[
                    "The station / reported / that the yard would close",
                    "the ministry / citing / that the yard would close",
                ],
            ),
            // Nobody within an apposition says it.
            (
                "Quill , who waited while Lund read the letter , said it was over .",
                &[["Lund", "said", "it was over"]],
                &["Quill , who waited while Lund read the letter , / said / it was over"],
            ),
            (
                "Quill , Lund wrote , said it was over .",
                &[["Lund", "said", "it was over"]],
                &["Lund / said / it was over"],
            ),
            // No heading is told.
            (
                "Quill said it was over .\nWhat comes next",
                &[["Quill", "said", "What comes next"]],
                &["Quill / said / "],
            ),
            (
                "Quill said :\nThe yard is lost .",
                &[["Quill", "said :", "The yard is lost ."]],
                &["Quill / said : / The yard is lost ."],
            ),
            // No title is told, and nothing by laughing.
            (
                "“ No ” , Quill wrote in her memoir , “ Rage ” .",
                &[["Quill", "wrote", "“ No ”"], ["Quill", "memoir", "“ Rage ”"]],
                &["Quill / wrote / “ No ”", "Quill / memoir / “ Rage ”"],
            ),
            (
                "“ No ” , Quill says , laughing . “ So it goes ” .",
                &[["Quill", "says", "“ No ”"], ["Quill", "laughing", "“ So it goes ”"]],
                &["Quill / says / “ No ” … “ So it goes ”", "Quill / laughing / "],
            ),
            // Outside quotation marks nothing is told beyond the cue's sentence.
            (
                "The bridge fell , police said . No one was hurt .",
                &[["police", "said", "The bridge fell"]],
                &["police / said / The bridge fell"],
            ),
            (
                "Quill said no . The council met later .",
                &[["Quill", "said", "no . The council met later"]],
                &["Quill / said / no"],
            ),
            (
                "Quill said : The yard is lost . It cannot be saved",
                &[["Quill", "said :", "The yard is lost . It cannot be saved"]],
                &["Quill / said : / The yard is lost"],
            ),
            // Whoever is told does not say it.
            (
                "Quill said she would tell Brackley : “ Go home ” .",
                &[["Quill", "said", "she would tell"], ["Brackley", ":", "“ Go home ”"]],
                &["Quill / said / she would tell", "she / would tell / “ Go home ”"],
            ),
        ] {
            assert_eq!(repaired(text, given), expected, "{text}");
        }
    }
}
