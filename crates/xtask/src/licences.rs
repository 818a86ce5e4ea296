//! Licences of all dependencies against the allow list of `deny.toml`. `cargo deny` does more where it is installed;
//! this check runs everywhere.

use std::{collections::BTreeSet, fs};

use anyhow::{Context as _, bail};

use crate::process::{cargo, output, root, run, works};

/// Checks every package of `Cargo.lock`.
///
/// # Errors
/// A package has no licence, or none that is allowed.
pub fn check() -> anyhow::Result<()> {
    let deny = fs::read_to_string(root().join("deny.toml")).context("deny.toml")?;
    let allowed = allow_list(&deny).context("deny.toml: [licenses] has no allow list")?;
    let metadata = output(cargo().args(["metadata", "--format-version=1", "--locked"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo metadata")?;
    let mut refused = BTreeSet::new();
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let licence = package["license"].as_str().unwrap_or("");
        if !is_allowed(licence, &allowed) {
            refused.insert(format!("{} {}: {licence:?}", package["name"], package["version"]));
        }
    }
    if !refused.is_empty() {
        bail!("not allowed by deny.toml:\n  {}", refused.into_iter().collect::<Vec<_>>().join("\n  "));
    }
    if works("cargo-deny", &["--version"]) {
        run(cargo().args(["deny", "--offline", "check", "licenses", "bans", "sources"]))?;
    }
    Ok(())
}

/// The `allow = […]` of the `[licenses]` table.
fn allow_list(deny: &str) -> Option<BTreeSet<String>> {
    let table = deny.split("[licenses]").nth(1)?;
    let list = table.split("allow = [").nth(1)?.split(']').next()?;
    Some(list.split('"').skip(1).step_by(2).map(str::to_owned).collect())
}

/// Whether an SPDX expression can be satisfied with allowed licences only.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    // Old manifests separate alternatives with a slash.
    let spaced =
        expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ").replace(" WITH ", "+WITH+");
    let tokens: Vec<&str> = spaced.split_whitespace().collect();
    let mut parser = Parser { tokens: &tokens, at: 0, allowed };
    let verdict = parser.any_of();
    verdict == Some(true) && parser.at == tokens.len()
}

struct Parser<'a> {
    tokens: &'a [&'a str],
    at: usize,
    allowed: &'a BTreeSet<String>,
}

impl Parser<'_> {
    fn any_of(&mut self) -> Option<bool> {
        let mut verdict = self.all_of()?;
        while self.take("OR") {
            verdict |= self.all_of()?;
        }
        Some(verdict)
    }

    fn all_of(&mut self) -> Option<bool> {
        let mut verdict = self.one()?;
        while self.take("AND") {
            verdict &= self.one()?;
        }
        Some(verdict)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let verdict = self.any_of()?;
            return self.take(")").then_some(verdict);
        }
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        // An exception only ever grants more, so the plain licence decides.
        let licence = token.split("+WITH+").next().unwrap_or(token);
        Some(self.allowed.contains(licence))
    }

    fn take(&mut self, token: &str) -> bool {
        let found = self.tokens.get(self.at) == Some(&token);
        self.at += usize::from(found);
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(expression: &str) -> bool {
        let list = allow_list(
            "[bans]\n[licenses]\nallow = [\n \"MIT\", # simple\n \"Apache-2.0\",\n \"Unicode-3.0\"]",
        );
        is_allowed(expression, &list.unwrap())
    }

    #[test]
    fn an_alternative_needs_one_allowed_side_and_a_conjunction_both() {
        assert!(allowed("MIT"));
        assert!(allowed("GPL-3.0 OR MIT"));
        assert!(allowed("BSD-9/MIT"));
        assert!(allowed("(GPL-3.0 OR Apache-2.0) AND Unicode-3.0"));
        assert!(allowed("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"));
        assert!(!allowed("GPL-3.0"));
        assert!(!allowed("MIT AND GPL-3.0"));
        assert!(!allowed("(MIT OR Apache-2.0) AND GPL-3.0"));
    }

    #[test]
    fn no_licence_and_nonsense_are_refused() {
        assert!(!allowed(""));
        assert!(!allowed("MIT MIT"));
        assert!(!allowed("(MIT"));
    }
}
