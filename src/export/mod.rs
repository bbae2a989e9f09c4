//! An [`Analysis`](crate::Analysis) in other people's formats, one file each.

#[cfg(feature = "cli")]
pub mod json;
#[cfg(feature = "cli")]
pub mod text;
