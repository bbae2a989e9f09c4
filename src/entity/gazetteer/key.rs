//! The form of a name under which it is looked up.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A name in lower case without accents, full stops, apostrophes and a leading article; what else is neither letter nor
/// digit becomes one space. The twin of `key` in `training/gazetteer.py`.
pub(in crate::entity) fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.nfd() {
        if is_combining_mark(c) || matches!(c, '.' | '\'' | '’' | '‘' | '`') {
            continue;
        }
        if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        } else if !key.is_empty() && !key.ends_with(' ') {
            key.push(' ');
        }
    }
    key.truncate(key.trim_end().len());
    match key.strip_prefix("the ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn spellings_of_a_name_share_a_key() {
        for (name, expected) in [
            ("U.S.", "us"),
            ("São Paulo", "sao paulo"),
            ("Shi’ite", "shiite"),
            ("Guinea-Bissau", "guinea bissau"),
            ("The Hague", "hague"),
            ("the states. -United", "states united"),
            ("AT&T", "at t"),
            ("…", ""),
            ("The", "the"),
        ] {
            assert_eq!(key(name), expected, "{name}");
        }
    }
}
