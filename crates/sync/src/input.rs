//! What happens to the engine.

use serde_json::value::RawValue;
use yanxi_domain::{event::SideRecord, ids::DeviceId, time::Timestamp};
use yanxi_protocol::{scope::Scope, sync::SyncResponse};

/// Both clocks of the device, read together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Wall clock: may be wrong and may jump.
    pub wall: Timestamp,
    /// Monotonic milliseconds since the start of the app: everything is scheduled by this one.
    pub mono_ms: u64,
}

/// Something happened.
#[derive(Debug)]
pub enum Input {
    /// The app started, or this tab (again) holds the web lock. Forgets back-off; asks for everything.
    Start,
    /// The lock is lost or the page is being frozen: start nothing new. An answer that still comes is not applied.
    Suspend,
    /// Keep this scope fresh from now on.
    Want(Scope),
    /// Stop asking for this scope. Its replica stays.
    Unwant(Scope),
    /// So many own events were committed to the local store.
    Appended(u64),
    /// A reason to try at once.
    Poke(Poke),
    /// The news channel (server-sent events) opened or closed.
    NewsChannel(bool),
    /// The timer of the last [`crate::Action::SetTimer`] fired. Early or spurious ones do no harm.
    Timer,
    /// Answer to [`crate::Action::Load`].
    Loaded(Result<Loaded, LocalFailure>),
    /// Answer to [`crate::Action::Send`].
    Responded(Result<SyncResponse, TransportError>),
    /// Answer to [`crate::Action::Apply`].
    Applied(Result<Applied, LocalFailure>),
}

/// Why to try at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poke {
    /// The browser says the network is back.
    Online,
    /// The app came to the foreground.
    Focus,
    /// 「立即上傳」, or somebody signed in.
    Manual,
    /// The server says these scopes have news. Does not shorten a back-off.
    News(Vec<Scope>),
}

/// One consistent reading of the local store.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The device's own stream; `None` on a browser that is not enrolled.
    pub stream: Option<OwnStream>,
    /// The first own events above `acked_through`, in `seq` order, at most `limit`.
    pub events: Vec<OutboxEvent>,
    /// Own side records the server has not confirmed, at most `limit`.
    pub records: Vec<SideRecord>,
    /// Committed cursor of each scope asked for; `None`: never pulled.
    pub cursors: Vec<(Scope, Option<String>)>,
}

/// State of the device's own stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnStream {
    /// Identity.
    pub device: DeviceId,
    /// Highest sequence number used.
    pub head: u64,
    /// The server confirmed all own events up to this one, but for those set aside.
    pub acked_through: u64,
    /// Own events above `acked_through`, counted. Not `head - acked_through`: a jump of the head leaves numbers out.
    pub unsent: u64,
    /// The first own event marked [`Quarantine::TooLarge`], if any: it stands below `acked_through`, yet the server does
    /// not have it.
    ///
    /// [`Quarantine::TooLarge`]: yanxi_protocol::sync::Quarantine::TooLarge
    pub aside: Option<u64>,
}

/// One unsent event.
#[derive(Clone, Debug)]
pub struct OutboxEvent {
    /// Its number.
    pub seq: u64,
    /// Its exact JSON.
    pub raw: Box<RawValue>,
}

/// What the local store says after a plan was committed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Own events above `acked_through` now, counted.
    pub unsent: u64,
    /// Scopes whose count or checksum differs from the plan's `sum`.
    pub mismatched: Vec<Scope>,
}

/// The local store could not read or commit. Nothing of the transaction is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalFailure;

/// Why there is no usable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// No connection.
    Offline,
    /// HTML where JSON was expected: a captive portal or a proxy answered.
    CaptivePortal,
    /// 5xx, 429, or an answer that does not parse.
    Server,
    /// 401: not (or no longer) signed in. The queue is intact.
    Unauthorized,
    /// No answer in time.
    Timeout,
    /// 413: the push was too large.
    TooLarge,
}
