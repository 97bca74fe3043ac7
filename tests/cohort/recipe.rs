//! The recipe of the README is the file that the checks by other programs run.

#[test]
fn the_readme_shows_the_very_recipe_that_is_tested() {
    let readme = include_str!("../../README.md");
    let recipe = include_str!("../../assets/recipes/warnings.sql");
    assert!(
        readme.contains(&format!("```sql\n{recipe}```\n")),
        "put assets/recipes/warnings.sql into the README as it is"
    );
}
