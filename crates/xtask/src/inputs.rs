//! Skipping a step whose inputs did not change.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    io,
    path::{Path, PathBuf},
};

use crate::process::target_dir;

/// Remembers with which inputs a step last succeeded.
#[derive(Debug)]
pub struct Stamp {
    file: PathBuf,
    now: String,
}

impl Stamp {
    /// Hashes the contents of `paths` (files, or folders with all that is in them) and `extra`.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn of(step: &str, paths: &[PathBuf], extra: &str) -> io::Result<Self> {
        let mut hasher = DefaultHasher::new();
        extra.hash(&mut hasher);
        for path in paths {
            feed(path, &mut hasher)?;
        }
        let file = target_dir().join("xtask").join(format!("{step}.stamp"));
        Ok(Self { file, now: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the step last succeeded with these very inputs.
    #[must_use]
    pub fn is_current(&self) -> bool {
        fs::read_to_string(&self.file).is_ok_and(|last| last == self.now)
    }

    /// Records success. Call it only after the outputs are complete.
    ///
    /// # Errors
    /// The stamp cannot be written.
    pub fn record(&self) -> io::Result<()> {
        if let Some(parent) = self.file.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&self.file, &self.now)
    }
}

fn feed(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if !path.exists() {
        return Ok(());
    }
    if path.is_file() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries =
        fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| feed(entry, hasher))
}

/// A short name for this content, for file names that change exactly when the content does.
#[must_use]
pub fn content_name(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use std::slice;

    use super::*;

    #[test]
    fn a_changed_file_anywhere_below_makes_another_stamp() {
        let dir = std::env::temp_dir().join(format!("yanxi-xtask-inputs-{}", std::process::id()));
        fs::create_dir_all(dir.join("deep")).unwrap();
        fs::write(dir.join("deep/file"), "one").unwrap();
        let before = Stamp::of("test", slice::from_ref(&dir), "").unwrap().now;
        assert_eq!(before, Stamp::of("test", slice::from_ref(&dir), "").unwrap().now);
        assert_ne!(before, Stamp::of("test", slice::from_ref(&dir), "other tool version").unwrap().now);
        fs::write(dir.join("deep/file"), "two").unwrap();
        assert_ne!(before, Stamp::of("test", slice::from_ref(&dir), "").unwrap().now);
        fs::remove_dir_all(&dir).unwrap();
    }
}
