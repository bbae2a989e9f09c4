//! Characters that were never written: text read in the wrong encoding, and mark-up left in it.

use super::page::{Page, note};
use crate::analysis::{Damage, DamageKind};
use crate::span::Span;
use crate::text::list::holds;

/// Finds runs of such characters within the paragraphs.
pub(super) fn find(page: &Page<'_>, found: &mut Vec<Damage>) {
    for paragraph in page.paragraphs {
        let body = paragraph.of(page.text);
        let mut at = 0;
        while let Some(next) = body[at..].find(['Ã', 'Â', 'â', '\u{FFFD}', '&', '<', '¬']) {
            let start = at + next;
            let rest = &body[start..];
            let Some((len, message)) = trace_at(rest, &body[..start]) else {
                at = start + rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            let from = paragraph.start as usize + start;
            note(found, DamageKind::Other, Span::new(from, from + len), message);
            at = start + len;
        }
    }
}

/// The length of the trace at the start of `rest`, and what to say of it.
fn trace_at(rest: &str, before: &str) -> Option<(usize, String)> {
    if let Some(len) = mojibake(rest) {
        return Some((
            len,
            format!("“{}” is a character read in the wrong encoding.", &rest[..len]),
        ));
    }
    if let Some(len) = entity(rest) {
        return Some((
            len,
            format!("“{}” is left-over HTML for a single character.", &rest[..len]),
        ));
    }
    if let Some(len) = tag(rest) {
        return Some((len, format!("“{}” is left-over mark-up.", &rest[..len])));
    }
    // Fonts and OCR write the hyphen at a line's end as a sign of negation.
    let inside = before.ends_with(char::is_alphabetic)
        && rest
            .strip_prefix('¬')
            .is_some_and(|r| r.trim_start().starts_with(char::is_alphabetic));
    inside.then(|| {
        (
            '¬'.len_utf8(),
            "“¬” stands for a hyphen at the end of a line.".to_owned(),
        )
    })
}

/// UTF-8 read as Windows-1252 or Latin-1, once ("Ã©", "â€™") or twice ("Ã¢â‚¬"), and characters that were lost altogether.
fn mojibake(rest: &str) -> Option<usize> {
    let mut len = 0;
    loop {
        let mut chars = rest[len..].chars();
        let first = chars.next();
        let second = chars.next();
        let step = match (first, second) {
            (Some('\u{FFFD}'), _) => '\u{FFFD}'.len_utf8(),
            // Second bytes of two-byte characters: U+0080 to U+00BF, or what Windows-1252 shows for them.
            (Some(c @ ('Ã' | 'Â')), Some(d)) if is_continuation(d) => c.len_utf8() + d.len_utf8(),
            // Punctuation marks: U+2010 to U+20AC.
            (Some('â'), Some(d @ ('€' | '\u{80}' | '‚' | '„'))) => {
                let third = chars.next().filter(|&c| is_continuation(c) || c == '\u{AD}');
                'â'.len_utf8() + d.len_utf8() + third.map_or(0, char::len_utf8)
            }
            // The other two bytes were lost as control characters: "weâ re", "â He".
            (Some('â'), None | Some(' ' | '.' | ',')) => 'â'.len_utf8(),
            _ => return (len > 0).then_some(len),
        };
        len += step;
    }
}

/// Whether Windows-1252 or Latin-1 shows a continuation byte of UTF-8 as this.
fn is_continuation(c: char) -> bool {
    matches!(
        c,
        '\u{80}'
            ..='\u{BF}'
                | '€'
                | '‚'
                | 'ƒ'
                | '„'
                | '…'
                | '†'
                | '‡'
                | 'ˆ'
                | '‰'
                | 'Š'
                | '‹'
                | 'Œ'
                | 'Ž'
                | '‘'
                | '’'
                | '“'
                | '”'
                | '•'
                | '–'
                | '—'
                | '˜'
                | '™'
                | 'š'
                | '›'
                | 'œ'
                | 'ž'
                | 'Ÿ'
    )
}

/// A character reference: "&nbsp;", "&#8217;", "&#x2019;".
fn entity(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.bytes().take(10).position(|b| b == b';')?;
    let name = &inner[..end];
    let numeric = name
        .strip_prefix('#')
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_hexdigit() || b == b'x'));
    (numeric || holds(ENTITIES, name)).then_some(end + 2)
}

/// The named references that turn up in prose. Source: the HTML standard's list.
const ENTITIES: &str = "amp apos bull cent copy deg eacute egrave euro gt hellip ldquo lsquo lt mdash middot nbsp ndash pound quot \
    rdquo reg rsquo shy";

/// A tag: "<br>", "</p>", "<a href=…>", and any other that has attributes.
pub(super) fn tag(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('<')?;
    let end = inner.bytes().take(300).position(|b| b == b'>')?;
    let inside = inner[..end].trim_start_matches('/');
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let attributes =
        inside.starts_with(|c: char| c.is_ascii_lowercase()) && (inside.contains("=\"") || inside.contains("='"));
    let known = holds(TAGS, name.to_ascii_lowercase().as_str());
    (known || attributes).then_some(end + 2)
}

/// The elements that turn up in prose. Source: the HTML standard.
const TAGS: &str = "a b blockquote br div em figure font h1 h2 h3 i iframe img li p script span strong u";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::integrity::tests::check;
    use crate::text::list::assert_is_sorted;

    #[test]
    fn lists_are_sorted() {
        assert_is_sorted(ENTITIES);
        assert_is_sorted(TAGS);
    }

    #[test]
    fn traces_of_encodings_and_mark_up() {
        check(
            find,
            &[
                ("The mayorâ€™s plan failed.", &["â€™"]),
                ("A cafÃ© in Lyon.", &["Ã©"]),
                ("It cost Â£5 to enter, and weâ re late.", &["Â£", "â"]),
                ("He said \u{FFFD}no\u{FFFD}.", &["\u{FFFD}", "\u{FFFD}"]),
                ("Smith&nbsp;&amp; Sons closed.", &["&nbsp;", "&amp;"]),
                ("It didn&#8217;t rain.<br />Then it did.", &["&#8217;", "<br />"]),
                ("The govern¬ ment fell.", &["¬"]),
            ],
            &[
                "AT&T; B&B; Smith & Sons; Q&A; R&D.",
                "In São Paulo, Ângela met Â. and the château's owner.",
                "MARANHÃO; the SÃO FRANCISCO; à la carte",
                "If x < 5 and y > 3, then <name> is unknown.",
                "A pâté from Bâle.",
            ],
        );
    }
}
