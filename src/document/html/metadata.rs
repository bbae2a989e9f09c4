//! What a page states about its article: meta elements, JSON-LD, microdata, `<time>`, its own address.

use serde_json::Value;

use super::tree::{Element, Tree};
use crate::document::date::{Day, year};

/// What the page states, each from the most reliable place that has it.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Headline by Open Graph or JSON-LD.
    pub(super) headline: Option<String>,
    /// Text of the title element, site name and all.
    pub(super) page_title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) date: Option<Day>,
    /// The day in the page's address.
    pub(super) address_day: Option<Day>,
    /// Year and month in the page's address.
    pub(super) year_and_month: Option<(u32, u32)>,
    /// The whole text, where JSON-LD has it.
    pub(super) body: Option<String>,
}

/// Collects the metadata of a page.
pub(super) fn collect(tree: &Tree) -> Metadata {
    let meta = Metas::collect(tree);
    let linked = linked_article(tree);
    let text_of = |found: &dyn Fn(&Element) -> bool| {
        let (index, _) = tree.elements().find(|(_, element)| found(element))?;
        Some(tree.text(index)).filter(|text| (1..=300).contains(&text.len()))
    };
    let address = canonical(tree).or_else(|| meta.first(&["og:url"]));
    let (address_day, year_and_month) = address.as_deref().map_or((None, None), date_in_address);
    let marked_author =
        || text_of(&|element| element.has_word("rel", "author") || element.has_word("itemprop", "author"));
    Metadata {
        headline: meta
            .first(&["og:title"])
            .or_else(|| linked.headline.clone())
            .or_else(|| meta.first(&["twitter:title"])),
        page_title: text_of(&|element| element.name == "title"),
        byline: linked
            .authors
            .clone()
            .or_else(|| meta.authors())
            .or_else(marked_author)
            .map(|names| without_by(&names)),
        publisher: meta
            .first(&["og:site_name"])
            .or_else(|| linked.publisher.clone())
            .or_else(|| meta.first(&["publisher", "dc.publisher"])),
        date: meta
            .first(&PUBLISHED)
            .as_deref()
            .and_then(Day::from_timestamp)
            .or(linked.date),
        address_day,
        year_and_month,
        body: linked.body,
    }
}

/// Names of meta elements that state the time of publication, the most reliable first.
const PUBLISHED: [&str; 18] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "article.published",
    "date.issued",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
];

/// The meta elements of a page: name in small letters, content.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn collect(tree: &Tree) -> Self {
        let metas = tree
            .elements()
            .filter(|(_, element)| element.name == "meta")
            .filter_map(|(_, element)| {
                let name = ["property", "name", "itemprop"]
                    .iter()
                    .find_map(|key| element.attribute(key))?;
                let content = element
                    .attribute("content")?
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ");
                (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
            });
        Self(metas.collect())
    }

    /// The content of the first of `names` that the page has.
    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next().map(str::to_owned))
    }

    fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, content)| content.as_str())
    }

    /// The authors; many sites give the address of a profile here, which is no name.
    fn authors(&self) -> Option<String> {
        [
            "author",
            "article:author",
            "byl",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
        ]
        .iter()
        .find_map(|name| {
            let names: Vec<&str> = self.all(name).filter(|name| is_name(name)).collect();
            (!names.is_empty()).then(|| joined(&names))
        })
    }
}

/// Whether an author's entry is a name and not an address or a leftover of a template.
fn is_name(text: &str) -> bool {
    text.contains(char::is_alphabetic)
        && !text.contains("://")
        && !text.starts_with(['@', '{', '/'])
        && text.len() <= 200
}

/// "A", "A and B", "A, B and C".
fn joined(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        [only, ..] => (*only).to_owned(),
    }
}

/// Names without the "By" that some sites put into their metadata.
fn without_by(names: &str) -> String {
    let bare = names
        .strip_prefix("By ")
        .or_else(|| names.strip_prefix("by "))
        .or_else(|| names.strip_prefix("BY "));
    bare.unwrap_or(names).trim().to_owned()
}

/// The time of publication by microdata or `<time>`. `headline` is the node of the headline, if known: a `<time>` after
/// it is the article's, one before it may be a clock.
pub(super) fn published_time(tree: &Tree, headline: Option<usize>) -> Option<Day> {
    let stamp = |element: &Element| {
        let given = element.attribute("datetime").or_else(|| element.attribute("content"))?;
        Day::from_timestamp(given)
    };
    let marked =
        |element: &Element| element.has_word("itemprop", "datePublished") || element.attribute("pubdate").is_some();
    tree.elements()
        .filter(|(_, element)| marked(element))
        .find_map(|(_, element)| stamp(element))
        .or_else(|| {
            let after = headline.unwrap_or(0);
            tree.elements()
                .filter(|&(index, element)| index > after && element.name == "time")
                .find_map(|(_, element)| stamp(element))
        })
}

/// The page's own address.
fn canonical(tree: &Tree) -> Option<String> {
    let (_, link) = tree
        .elements()
        .find(|(_, element)| element.name == "link" && element.has_word("rel", "canonical"))?;
    link.attribute("href").map(str::to_owned)
}

/// The day, or the year and month, in an address: `/2023/06/05/`, `/2023/jun/05/`, `/2023-06-05-…`.
fn date_in_address(address: &str) -> (Option<Day>, Option<(u32, u32)>) {
    let parts: Vec<&str> = address.split('/').collect();
    let number = |part: &str| {
        (1..=2)
            .contains(&part.len())
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    for (index, part) in parts.iter().enumerate() {
        if let Some(day) = part.get(..10).and_then(Day::from_iso) {
            return (Some(day), None);
        }
        let Some(year) = year(part).filter(|year| (1990..=2100).contains(year)) else {
            continue;
        };
        let month = parts
            .get(index + 1)
            .and_then(|part| number(part).or_else(|| crate::document::date::month(part)));
        if let Some(month) = month.filter(|month| (1..=12).contains(month)) {
            let day = parts
                .get(index + 2)
                .and_then(|part| number(part))
                .and_then(|day| Day::new(year, month, day));
            return (day, Some((year, month)));
        }
    }
    (None, None)
}

/// What JSON-LD says about the article.
#[derive(Debug, Default)]
struct LinkedArticle {
    headline: Option<String>,
    authors: Option<String>,
    publisher: Option<String>,
    date: Option<Day>,
    body: Option<String>,
}

/// Reads the page's JSON-LD blocks up to the first that describes an article.
fn linked_article(tree: &Tree) -> LinkedArticle {
    tree.elements()
        .filter(|(_, element)| {
            element.name == "script"
                && element
                    .attribute("type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
        })
        .find_map(|(index, _)| {
            // Line breaks inside strings are common and no valid JSON; `text` has made them spaces.
            let json = tree.text(index).replace(char::is_control, " ");
            let json = json
                .trim_start_matches(|c| c != '{' && c != '[')
                .trim_end_matches(|c| c != '}' && c != ']');
            let value: Value = serde_json::from_str(json).ok()?;
            Some(read_article(find_article(&value)?, &value))
        })
        .unwrap_or_default()
}

/// The object of type article: the value itself, an item of a list or graph, or a page's main entity.
fn find_article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(find_article),
        Value::Object(object) => {
            let is_article =
                types(value).any(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report");
            if is_article {
                Some(value)
            } else {
                ["@graph", "mainEntity", "mainEntityOfPage"]
                    .iter()
                    .find_map(|key| find_article(object.get(*key)?))
            }
        }
        _ => None,
    }
}

/// The types of an object.
fn types(value: &Value) -> impl Iterator<Item = &str> {
    let kind = &value["@type"];
    kind.as_array()
        .map_or(std::slice::from_ref(kind), Vec::as_slice)
        .iter()
        .filter_map(Value::as_str)
}

/// Reads an article's object; `all` is the block it stands in, for references.
fn read_article(article: &Value, all: &Value) -> LinkedArticle {
    let text = |key: &str| {
        article[key]
            .as_str()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
    };
    let mut authors = Vec::new();
    collect_names(&article["author"], all, &mut authors);
    let mut publishers = Vec::new();
    collect_names(&article["publisher"], all, &mut publishers);
    LinkedArticle {
        headline: text("headline").or_else(|| text("name")),
        authors: (!authors.is_empty()).then(|| joined(&authors)),
        publisher: publishers.first().map(|name| (*name).to_owned()),
        date: article["datePublished"].as_str().and_then(Day::from_timestamp),
        body: article["articleBody"]
            .as_str()
            .filter(|body| !body.trim().is_empty())
            .map(str::to_owned),
    }
}

/// The names of a person or organisation, a list of them, or a reference to one in the same graph.
fn collect_names<'v>(value: &'v Value, all: &'v Value, names: &mut Vec<&'v str>) {
    // No article has more authors than this; references are looked up one by one.
    if names.len() >= 20 {
        return;
    }
    match value {
        Value::String(name) if is_name(name) => names.push(name),
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, all, names)),
        Value::Object(object) => match (&value["name"], object.get("@id")) {
            (Value::Null, Some(id)) => {
                let graph = all["@graph"].as_array().into_iter().flatten();
                let referred = graph
                    .filter(|item| item.get("@id") == Some(id))
                    .find_map(|item| item["name"].as_str());
                names.extend(referred);
            }
            (Value::Object(_), _) => {}
            (name, _) => collect_names(name, all, names),
        },
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{collect, date_in_address};
    use crate::document::html::tree::Tree;

    #[test]
    fn json_ld_in_its_many_forms() {
        for json in [
            r#"{"@type":"NewsArticle","headline":"H","author":{"name":"Jane Doe"},"publisher":{"name":"P"},"datePublished":"2023-06-05T10:00Z"}"#,
            r#"[{"@type":"WebSite","name":"x"},{"@type":["Article"],"headline":"H","author":["Jane Doe"],"publisher":"P","datePublished":"2023-06-05"}]"#,
            "<!-- {\"@graph\":[{\"@id\":\"#p\",\"name\":\"P\"},{\"@id\":\"#j\",\"name\":\"Jane Doe\"},{\"@type\":\"ReportageNewsArticle\",\"headline\":\"H\",\"author\":{\"@id\":\"#j\"},\"publisher\":{\"@id\":\"#p\"},\"datePublished\":\"5 June\n2023\"}]} -->",
        ] {
            let html = format!("<script type='application/ld+json'>{json}</script>");
            let metadata = collect(&Tree::parse(&html));
            assert_eq!(metadata.headline.as_deref(), Some("H"), "{json}");
            assert_eq!(metadata.byline.as_deref(), Some("Jane Doe"), "{json}");
            assert_eq!(metadata.publisher.as_deref(), Some("P"), "{json}");
            assert_eq!(
                metadata.date.map(|day| day.to_string()).as_deref(),
                Some("2023-06-05"),
                "{json}"
            );
        }
    }

    #[test]
    fn broken_json_ld_says_nothing() {
        let html = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",</script><title>T</title>";
        let metadata = collect(&Tree::parse(html));
        assert_eq!(metadata.headline, None);
        assert_eq!(metadata.page_title.as_deref(), Some("T"));
    }

    #[test]
    fn several_authors_are_joined() {
        let html = "<meta name=author content='By Jane Doe'><meta name=author content='John Roe'>\
                    <meta property='article:author' content='https://example.com/jane'>";
        let metadata = collect(&Tree::parse(html));
        assert_eq!(metadata.byline.as_deref(), Some("Jane Doe and John Roe"));
    }

    #[test]
    fn dates_in_addresses() {
        for (address, day, month) in [
            (
                "https://example.com/2023/06/05/story",
                Some("2023-06-05"),
                Some((2023, 6)),
            ),
            (
                "https://example.com/world/2023/jun/05/story",
                Some("2023-06-05"),
                Some((2023, 6)),
            ),
            ("https://example.com/2023/06/story", None, Some((2023, 6))),
            ("https://example.com/2023-06-05-story", Some("2023-06-05"), None),
            ("https://example.com/1984/story", None, None),
            ("", None, None),
        ] {
            let (found, found_month) = date_in_address(address);
            assert_eq!(found.map(|day| day.to_string()).as_deref(), day, "{address}");
            assert_eq!(found_month, month, "{address}");
        }
    }
}
