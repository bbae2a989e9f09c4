//! `cargo xtask pictures`: the pictures in the README and in the page's help, and any number of views to look at.

use crate::tools::{self, CHROMIUM};
use crate::{Result, dist};

/// Builds the page and takes its pictures. With a folder, one of each view in light and dark, wide and narrow.
pub(crate) fn run(args: &[String]) -> Result {
    let chromium = CHROMIUM.find()?;
    dist::run(&[])?;
    let mut node = tools::node()?;
    node.env(CHROMIUM.variable(), chromium)
        .env("ONRECORD_XTASK", std::env::current_exe()?);
    tools::run(node.arg("tests/browser/pictures.mjs").args(args))
}
