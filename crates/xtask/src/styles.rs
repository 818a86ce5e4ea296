//! One style sheet instead of one for each file of `style/`: a start without a network asks the service worker for every
//! file, and each answer costs a slow tablet some milliseconds.

use std::{fs, path::Path};

use anyhow::Context as _;

use crate::inputs::content_name;

const OPEN: &str = "<link rel=\"stylesheet\" href=\"/";
const CLOSE: &str = "\"/>";

/// Joins the style sheets that `html` names, in their order, into one file in `dir`. Returns the page that names that one.
///
/// # Errors
/// A sheet is missing or the new one cannot be written.
pub fn join(dir: &Path, html: &str) -> anyhow::Result<String> {
    let (mut page, mut sheet) = (String::with_capacity(html.len()), String::new());
    let mut first = None;
    let mut rest = html;
    while let Some(start) = rest.find(OPEN) {
        let name = start + OPEN.len();
        let end = name + rest[name..].find(CLOSE).context("unclosed link in index.html")?;
        let file = dir.join(&rest[name..end]);
        sheet.push_str(&fs::read_to_string(&file).with_context(|| file.display().to_string())?);
        fs::remove_file(&file)?;
        page.push_str(&rest[..start]);
        first.get_or_insert(page.len());
        rest = &rest[end + CLOSE.len()..];
    }
    page.push_str(rest);
    if let Some(first) = first {
        let name = format!("style-{}.css", content_name(sheet.as_bytes()));
        page.insert_str(first, &format!("{OPEN}{name}{CLOSE}"));
        fs::write(dir.join(name), sheet)?;
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_joined_in_their_order_at_the_place_of_the_first() {
        let dir = std::env::temp_dir().join(format!("yanxi-xtask-styles-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join("a.css"), "@layer a{}\n").unwrap();
        fs::write(dir.join("b.css"), "@layer b{}\n").unwrap();
        let html = "<head><link rel=\"stylesheet\" href=\"/a.css\"/> <link rel=\"stylesheet\" href=\"/b.css\"/><meta></head>";
        let page = join(&dir, html).unwrap();
        let sheets: Vec<_> = fs::read_dir(&dir).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(sheets.len(), 1, "the parts are gone");
        assert_eq!(fs::read_to_string(&sheets[0]).unwrap(), "@layer a{}\n@layer b{}\n");
        let name = sheets[0].file_name().unwrap().to_str().unwrap();
        assert_eq!(page, format!("<head><link rel=\"stylesheet\" href=\"/{name}\"/> <meta></head>"));
        fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_page_without_sheets_stays_as_it_is() {
        assert_eq!(join(Path::new("."), "<head></head>").unwrap(), "<head></head>");
    }
}
