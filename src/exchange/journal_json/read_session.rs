//! Reading what a treatment was like beyond its device: passes, products, goals, how things were before.

use jsonc_parser::ast::Value;

use super::read::Reading;
use crate::domain::{Goal, Grade, Passes, Product, ProductKind, UsedAt};
use crate::exchange::located::{Fields, ReadError};

impl Reading<'_, '_> {
    pub(super) fn passes(&self, value: &Value<'_>) -> Result<Passes, ReadError> {
        let wanted = "the number of passes, a whole number from 1 to 20";
        self.sheet.whole(value, wanted, |number| Passes::try_from(number).ok())
    }

    pub(super) fn severity(&self, value: &Value<'_>) -> Result<Grade, ReadError> {
        let wanted = "how marked it was before, a whole number from 0 (none) to 4 (extreme)";
        self.sheet.whole(value, wanted, |number| Grade::try_from(number).ok())
    }

    pub(super) fn goals(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Goal>, ReadError> {
        let goals = self.each(list, ("the goals", Goal::ALL.len() * 2), Self::goal)?;
        let mut own: Vec<Goal> = Vec::new();
        for goal in goals {
            if !own.contains(&goal) {
                own.push(goal);
            }
        }
        Ok(own)
    }

    fn goal(&mut self, value: &Value<'_>) -> Result<Goal, ReadError> {
        let word = value.as_string_lit().map(|literal| literal.value.as_ref());
        let goal = Goal::ALL.into_iter().find(|goal| Some(goal.id()) == word);
        goal.ok_or_else(|| self.sheet.not(value, &format!("a goal: {}", Goal::ALL.map(Goal::id).join(", "))))
    }

    pub(super) fn products(&mut self, list: Option<&Value<'_>>) -> Result<Vec<Product>, ReadError> {
        let products = self.each(list, ("the products", Product::MOST), Self::product)?;
        Ok(products)
    }

    fn product(&mut self, value: &Value<'_>) -> Result<Product, ReadError> {
        let mut fields = Fields::of(&self.sheet, value, "a product")?;
        let product = Product {
            kind: self.product_kind(fields.need(&self.sheet, "kind")?)?,
            name: self.product_name(fields.take("name"))?,
            used_at: fields.take("used_at").map_or(Ok(UsedAt::Clinic), |value| self.used_at(value))?,
        };
        fields.leave_out_rest(&mut self.sheet);
        Ok(product)
    }

    fn product_kind(&self, value: &Value<'_>) -> Result<ProductKind, ReadError> {
        let kind = value.as_string_lit().and_then(|literal| ProductKind::named(literal.value.as_ref()));
        let wanted = || format!("a kind of product: {}", ProductKind::ALL.map(ProductKind::id).join(", "));
        kind.ok_or_else(|| self.sheet.not(value, &wanted()))
    }

    fn product_name(&self, value: Option<&Value<'_>>) -> Result<String, ReadError> {
        let name = self.line(value, "a product's name")?;
        match value {
            Some(value) if name.chars().count() > Product::LONGEST => {
                Err(self.sheet.not(value, &format!("a product's name, of at most {} characters", Product::LONGEST)))
            }
            _ => Ok(name),
        }
    }

    fn used_at(&self, value: &Value<'_>) -> Result<UsedAt, ReadError> {
        match value.as_string_lit().map(|literal| literal.value.as_ref()) {
            Some("clinic") => Ok(UsedAt::Clinic),
            Some("home") => Ok(UsedAt::Home),
            _ => Err(self.sheet.not(value, "where it was used: \"clinic\" or \"home\"")),
        }
    }
}
