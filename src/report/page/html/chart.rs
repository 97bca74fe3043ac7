//! Healing charts as figures, and what their areas and marks mean.
//!
//! May use `domain`.

use maud::{Markup, html};

use super::svg;
use super::words::Said;
use crate::report::page::PageChart;
use crate::report::page::drawing::{Drawing, KeyItem, key};

/// Width and height of a chart. Its labels are as large as it is wide: this makes them readable on the narrowest phone.
const SIZE: (f32, f32) = (224.0, 92.0);

/// The height of a sample in the key.
const SAMPLE: f32 = 8.0;

/// Charts side by side, and one key for all.
pub(super) fn charts(charts: &[PageChart], mark: &str) -> Markup {
    html! {
        @if !charts.is_empty() {
            div.charts { @for (at, one) in charts.iter().enumerate() { (figure(one, &format!("{mark}-{}", at + 1))) } }
            (samples(&key(charts, SAMPLE)))
        }
    }
}

fn figure(chart: &PageChart, mark: &str) -> Markup {
    let (name, told) = (format!("{mark}-name"), format!("{mark}-told"));
    let drawing = Drawing::of(chart, SIZE.0, SIZE.1);
    html! {
        figure {
            figcaption dir="auto" { (Said(&chart.title)) }
            svg.chart viewBox=(svg::view_box(&drawing)) role="img" aria-labelledby={ (name) " " (told) } {
                title id=(name) { (Said(&chart.title)) }
                desc id=(told) { (Said(&chart.sentence)) }
                (svg::shapes(&drawing))
            }
        }
    }
}

fn samples(items: &[KeyItem]) -> Markup {
    html! {
        @if !items.is_empty() {
            ul.samples aria-label="What the charts show" {
                @for item in items { li { (sample(&item.sample)) (item.words) } }
            }
        }
    }
}

fn sample(drawing: &Drawing) -> Markup {
    html! {
        svg.sample viewBox=(svg::view_box(drawing)) width=(drawing.width) height=(drawing.height) aria-hidden="true" {
            (svg::shapes(drawing))
        }
    }
}
