//! The cursor: opaque to clients; here an epoch and a version.

/// Writes a cursor.
pub(super) fn write(epoch: &str, version: u64) -> String {
    format!("{epoch}.{version}")
}

/// The version a cursor stands at. `None`: it is not of this database's life, or ahead of it (a restored backup), so
/// the client has to start over. A backup that has since overtaken the cursor is found by the scope's checksum.
pub(super) fn read(cursor: &str, epoch: &str, current: u64) -> Option<u64> {
    let (of, version) = cursor.split_once('.')?;
    let version = version.parse().ok()?;
    (of == epoch && version <= current).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn a_cursor_of_this_database_is_understood() {
        assert_eq!(read(&write("abc", 7), "abc", 7), Some(7));
        assert_eq!(read(&write("abc", 0), "abc", 7), Some(0));
    }

    #[test]
    fn any_other_cursor_starts_over() {
        for cursor in ["", "7", "abc", "abc.", "abc.x", "abc.-1", "xyz.3", "abc.8", "abc.3.4"] {
            assert_eq!(read(cursor, "abc", 7), None, "{cursor}");
        }
    }
}
