//! From JSON to corrections.
//!
//! By hand and not by serde's derive, whose code for every type would make the page's module a twentieth larger; and so that
//! an error says in the words of the format what is wrong.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Action, Anchor, Correction, Quote};
use crate::analysis::{Act, Affiliation, EntityType, Polarity, Quotation, SourceType, code};
use crate::span::Span;

impl<'de> Deserialize<'de> for Correction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        correction(Value::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// A correction, or what is wrong with it.
pub(super) fn correction(value: Value) -> Result<Correction, String> {
    let mut action = None;
    let mut read = Correction::new(Action::AddEntity, Anchor::default());
    for (name, value) in members(value, "the correction")? {
        match name.as_str() {
            "action" => action = Some(named(&Action::ALL, &name, value)?),
            "at" => read.at = anchor(value)?,
            "into" => read.into = Some(anchor(value)?),
            "of" => {
                for value in list(value, &name)? {
                    read.of.push(anchor(value)?);
                }
            }
            "words" => read.words = Some(anchor(value)?),
            "name" => read.name = Some(string(value, &name)?),
            "sourceType" => read.source_type = Some(named(&SourceType::ALL, &name, value)?),
            "affiliation" => read.affiliation = Some(named(&Affiliation::ALL, &name, value)?),
            "entityType" => read.entity_type = Some(named(&EntityType::ALL, &name, value)?),
            "quotation" => read.quotation = Some(named(&Quotation::ALL, &name, value)?),
            "polarity" => read.polarity = Some(named(&Polarity::ALL, &name, value)?),
            "act" => read.act = Some(named(&Act::ALL, &name, value)?),
            "unlinked" => read.unlinked = value == Value::Bool(true),
            "orphaned" => read.orphaned = value == Value::Bool(true),
            "ids" => {
                for value in list(value, &name)? {
                    read.ids.push(string(value, "ids")?);
                }
            }
            _ => return Err(format!("there is no member {name:?}")),
        }
    }
    read.action = action.ok_or("\"action\" is missing")?;
    match read.lacks() {
        Some(lack) => Err(lack.to_owned()),
        None => Ok(read),
    }
}

fn anchor(value: Value) -> Result<Anchor, String> {
    let mut read = Anchor::default();
    for (name, value) in members(value, "what it is about")? {
        let quotes = match name.as_str() {
            "source" => &mut read.source,
            "cue" => &mut read.cue,
            "content" => &mut read.content,
            "mention" => {
                read.mention = Some(quote(value)?);
                continue;
            }
            "nth" => {
                read.nth = figure(&value)?;
                continue;
            }
            _ => return Err(format!("there is no member {name:?}")),
        };
        for value in list(value, &name)? {
            quotes.push(quote(value)?);
        }
    }
    Ok(read)
}

fn quote(value: Value) -> Result<Quote, String> {
    let mut read = Quote {
        span: Span::default(),
        quote: String::new(),
    };
    for (name, value) in members(value, "a quote")? {
        match name.as_str() {
            "span" => {
                let ends = list(value, &name)?;
                let [start, end] = ends.as_slice() else {
                    return Err("\"span\" must be [start, end]".to_owned());
                };
                read.span = Span {
                    start: figure(start)?,
                    end: figure(end)?,
                };
            }
            "quote" => read.quote = string(value, &name)?,
            _ => return Err(format!("there is no member {name:?}")),
        }
    }
    Ok(read)
}

pub(super) fn members(value: Value, what: &str) -> Result<serde_json::Map<String, Value>, String> {
    match value {
        Value::Object(members) => Ok(members),
        _ => Err(format!("{what} must be an object")),
    }
}

pub(super) fn list(value: Value, name: &str) -> Result<Vec<Value>, String> {
    match value {
        Value::Array(list) => Ok(list),
        _ => Err(format!("{name:?} must be a list")),
    }
}

pub(super) fn string(value: Value, name: &str) -> Result<String, String> {
    match value {
        Value::String(string) => Ok(string),
        _ => Err(format!("{name:?} must be a string")),
    }
}

fn figure(value: &Value) -> Result<u32, String> {
    let figure = value.as_u64().and_then(|figure| u32::try_from(figure).ok());
    figure.ok_or_else(|| "places must be whole numbers".to_owned())
}

/// The one of some values that the output calls by this name.
pub(super) fn named<T: Serialize + Copy>(all: &[T], name: &str, value: Value) -> Result<T, String> {
    let value = string(value, name)?;
    let found = all.iter().find(|&one| code(one) == value);
    found.copied().ok_or_else(|| format!("{value:?} is no {name:?}"))
}
