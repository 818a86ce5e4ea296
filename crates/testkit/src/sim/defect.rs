//! Mistakes built in on purpose. A simulator that cannot find these proves nothing.

/// A mistake that comparable systems made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Defect {
    /// The server acknowledges, then fails to commit.
    ServerAcksBeforeCommit,
    /// The server takes a second tap of the same kind for the same person for a repetition.
    ServerDedupsByPerson,
    /// A page of changes ends in the middle of a version.
    ServerCutsVersions,
    /// The server lets a number that was used twice overwrite the first event.
    ServerOverwritesNumbers,
    /// The tablet says "saved" before its transaction committed.
    TabletPromisesBeforeCommit,
    /// The tablet saves the cursor in one transaction and the data in the next.
    TabletSavesCursorFirst,
    /// The tablet drops its own log when the server says "start over".
    TabletDropsLogOnStartOver,
    /// The tablet does not send again what the restored server lost.
    TabletDoesNotResend,
    /// The tablet takes "number already used" for "received".
    TabletLeavesCollisions,
    /// The tablet does not compare checksums.
    TabletSkipsChecksum,
}

impl Defect {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::ServerAcksBeforeCommit,
        Self::ServerDedupsByPerson,
        Self::ServerCutsVersions,
        Self::ServerOverwritesNumbers,
        Self::TabletPromisesBeforeCommit,
        Self::TabletSavesCursorFirst,
        Self::TabletDropsLogOnStartOver,
        Self::TabletDoesNotResend,
        Self::TabletLeavesCollisions,
        Self::TabletSkipsChecksum,
    ];
}
