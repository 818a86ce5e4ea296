//! Opaque identifiers (section 3.1: all ids are opaque, Chinese text is never an id).

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A course (研習課程): the unit of issuing hours and of closing.
    CourseId;
    /// A session (場次) of a course.
    SessionId;
    /// An attendance period (簽到時段) of a session; attendance is evaluated per period.
    PeriodId;
    /// A school or office (學校／單位).
    OrgId;
    /// A person (人員). Never compare people by name alone.
    PersonId;
    /// A personal account (帳號): one person for life. Venue operators are accounts.
    AccountId;
    /// A registration (報名): one person in one session.
    RegistrationId;
    /// A walk-in draft (現場報名) made on a device, before an organiser accepts it.
    DraftId;
    /// Erasable personal text (the name of a walk-in, the text of a note), kept apart from the event log.
    RecordId;
    /// An enrolled device (裝置). A device whose storage was lost gets a new id.
    DeviceId;
    /// One start of the app on a device; monotonic times compare only within one boot.
    BootId;
    /// An attendance event; the idempotency key of sync.
    EventId;
}
