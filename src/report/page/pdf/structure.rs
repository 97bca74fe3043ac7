//! What each part of a page is, for screen readers: a tree of headings, paragraphs, lists, tables and figures.
//!
//! May use nothing else.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The title of the whole page.
    Title(String),
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph,
    /// A list of things.
    List,
    /// One of them.
    Item,
    /// Its name or bullet.
    Label,
    /// What it says.
    Body,
    /// A picture, with what it shows in words.
    Figure(String),
    /// A table.
    Table,
    /// What a table shows.
    Caption,
    /// The rows with the heads of the columns.
    Heads,
    /// The other rows.
    Rows,
    /// One row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// The head of a row.
    RowHead,
    /// A cell.
    Cell,
}

/// A part of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NodeId(usize);

/// The tree, each part behind the one it belongs to, in reading order.
#[derive(Debug, Default)]
pub(super) struct Structure {
    nodes: Vec<(Role, Option<NodeId>)>,
}

impl Structure {
    /// A part of the page itself.
    pub(super) fn top(&mut self, role: Role) -> NodeId {
        self.nodes.push((role, None));
        NodeId(self.nodes.len() - 1)
    }

    /// A part of another part.
    pub(super) fn inside(&mut self, parent: NodeId, role: Role) -> NodeId {
        self.nodes.push((role, Some(parent)));
        NodeId(self.nodes.len() - 1)
    }

    /// The tree with what was drawn for each part.
    pub(super) fn tree(&self, drawn: &[(NodeId, Identifier)]) -> TagTree {
        let mut groups: Vec<TagGroup> = self.nodes.iter().map(|(role, _)| TagGroup::new(role.tag())).collect();
        for (node, identifier) in drawn {
            if let Some(group) = groups.get_mut(node.0) {
                group.push(*identifier);
            }
        }
        let mut tree = TagTree::new();
        for group in self.gathered(groups) {
            tree.push(group);
        }
        tree
    }

    /// Hangs every part into the one it belongs to; from the last to the first, as a part stands behind its parent.
    fn gathered(&self, groups: Vec<TagGroup>) -> Vec<TagGroup> {
        let mut inside: Vec<Vec<TagGroup>> = groups.iter().map(|_| Vec::new()).collect();
        let mut top = Vec::new();
        for (index, mut group) in groups.into_iter().enumerate().rev() {
            let children = inside.get_mut(index).map(std::mem::take).unwrap_or_default();
            for child in children.into_iter().rev() {
                group.push(child);
            }
            match self.nodes.get(index).and_then(|(_, parent)| *parent) {
                Some(NodeId(parent)) => {
                    if let Some(list) = inside.get_mut(parent) {
                        list.push(group);
                    }
                }
                None => top.push(group),
            }
        }
        top.reverse();
        top
    }
}

impl Role {
    fn tag(&self) -> TagKind {
        let title = |text: &String| Some(text.clone());
        match self {
            Self::Title(text) => Tag::Hn(NonZeroU16::MIN, title(text)).into(),
            Self::Heading(text) => Tag::Hn(NonZeroU16::MIN.saturating_add(1), title(text)).into(),
            Self::Paragraph => Tag::P.into(),
            Self::List => Tag::L(ListNumbering::None).into(),
            Self::Item => Tag::LI.into(),
            Self::Label => Tag::Lbl.into(),
            Self::Body => Tag::LBody.into(),
            Self::Figure(words) => Tag::Figure(Some(words.clone())).into(),
            Self::Table => Tag::Table.into(),
            Self::Caption => Tag::Caption.into(),
            Self::Heads => Tag::THead.into(),
            Self::Rows => Tag::TBody.into(),
            Self::Row => Tag::TR.into(),
            Self::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
            Self::RowHead => Tag::TH(TableHeaderScope::Row).into(),
            Self::Cell => Tag::TD.into(),
        }
    }
}
