//! From a file's bytes to text.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// How far into a page the encoding may be named, in bytes; the figure is that of the HTML standard.
const PRESCAN: usize = 1024;

/// Decodes a file: by its byte order mark (UTF-8, UTF-16), as UTF-8 if it is that, by the encoding that the page's
/// `<meta>` names, and otherwise as windows-1252. Bytes that the encoding does not have become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let named = named_encoding(&bytes[..bytes.len().min(PRESCAN)]);
    named
        .unwrap_or(WINDOWS_1252)
        .decode_without_bom_handling(bytes)
        .0
        .into_owned()
}

/// The encoding after the first `charset=` of a page's head.
fn named_encoding(head: &[u8]) -> Option<&'static Encoding> {
    const KEY: &[u8] = b"charset=";
    let at = head
        .windows(KEY.len())
        .position(|window| window.eq_ignore_ascii_case(KEY))?
        + KEY.len();
    let value = head[at..].trim_ascii_start();
    let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
    let end = value
        .iter()
        .position(|b| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/') || b.is_ascii_whitespace());
    match Encoding::for_label(&value[..end.unwrap_or(value.len())])? {
        // A page that can be read to say so is not UTF-16, and what says UTF-8 here has broken bytes.
        encoding if encoding.is_ascii_compatible() => Some(encoding),
        _ => Some(UTF_8),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn bytes_become_text() {
        for (bytes, expected) in [
            (&b""[..], ""),
            ("“Zoë” 🎉".as_bytes(), "“Zoë” 🎉"),
            (b"\xEF\xBB\xBFZo\xC3\xAB", "Zoë"),
            (b"\xFF\xFEZ\0o\0\xEB\0", "Zoë"),
            (b"\xFE\xFF\0Z\0o\0\xEB", "Zoë"),
            (b"\x93Zo\xEB\x94", "“Zoë”"),
            (
                b"<meta charset=\"ISO-8859-1\">Zo\xEB",
                "<meta charset=\"ISO-8859-1\">Zoë",
            ),
            (
                b"<meta content='text/html; charset=koi8-r'>\xC4\xC1",
                "<meta content='text/html; charset=koi8-r'>да",
            ),
            (b"<meta charset=utf-8>a\xFFb", "<meta charset=utf-8>a\u{FFFD}b"),
            (b"<meta charset=utf-16>a\xFFb", "<meta charset=utf-16>a\u{FFFD}b"),
            (b"<meta charset=nonsense>\x80", "<meta charset=nonsense>€"),
        ] {
            assert_eq!(decode(bytes), expected, "{bytes:?}");
        }
    }
}
