//! Mendlog: a full-screen terminal journal for people healing after microneedling.
//!
//! `domain` judges a healing course; `protocols`, `store`, `exchange` and `report` bring values in and out; `app` is the
//! state of the screens and `ui` draws it; `tui` and `cli` are the shell with its files, clock and terminal.

pub mod app;
pub mod cli;
pub mod demo;
pub mod domain;
pub mod exchange;
pub mod host;
pub mod protocols;
pub mod remembered;
pub mod report;
pub mod store;
pub mod trial;
pub mod tui;
pub mod ui;
