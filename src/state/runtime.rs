//! What all handles share: signals that live as long as the app, and the objects behind them.

use std::{rc::Rc, sync::Arc};

use leptos::prelude::*;
use yanxi_domain::{
    event::{AttendanceEvent, OffsetQuality},
    ids::{AccountId, CourseId, DeviceId, PeriodId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::{
    api::{
        Backfill, Decide, DemoEntered, DemoPerson, DeviceIdentity, Enrolled, EnrolmentCode, ExposedPeople,
        IssueHours, IssuePreview, LinkDraft, Me, NewEnrolmentCode, OverrideFinal, RevokeDevice, SetPin,
    },
    docs::{CountySchools, Operator},
    scope::Scope,
};

use super::{
    ApiFailure,
    clock::ClockState,
    desk::{NewEvent, WriteFailed},
    device::{UnlockRefused, WriterState},
    files::StorageState,
    prefs::Prefs,
    replica::{CourseReplica, OwnRecords, SessionReplica},
    sync::SyncStatus,
};
use crate::platform;

/// Copyable reference to [`Inner`].
#[derive(Clone, Copy)]
pub(super) struct Runtime(StoredValue<Rc<Inner>, LocalStorage>);

/// Signals of the whole app.
pub(super) struct Inner {
    pub loaded: ArcRwSignal<bool>,
    pub me: ArcRwSignal<Me>,
    pub status: ArcRwSignal<SyncStatus>,
    pub identity: ArcRwSignal<Option<DeviceIdentity>>,
    pub operator: ArcRwSignal<Option<Operator>>,
    pub writer: ArcRwSignal<WriterState>,
    pub clock: ArcRwSignal<ClockState>,
    pub tick: ArcRwSignal<Timestamp>,
    pub storage: ArcRwSignal<StorageState>,
    pub update_available: ArcRwSignal<bool>,
}

/// Sets up preferences and the runtime as context. Call once, in the root component.
pub fn provide_state() {
    let prefs = Prefs::load();
    prefs.keep();
    provide_context(prefs);
    let inner = Inner {
        loaded: ArcRwSignal::new(false),
        me: ArcRwSignal::default(),
        status: ArcRwSignal::default(),
        identity: ArcRwSignal::default(),
        operator: ArcRwSignal::default(),
        writer: ArcRwSignal::default(),
        clock: ArcRwSignal::new(ClockState { offset_ms: None, quality: OffsetQuality::Unknown }),
        tick: ArcRwSignal::new(platform::clock::device_now()),
        storage: ArcRwSignal::default(),
        update_available: ArcRwSignal::default(),
    };
    provide_context(Runtime(StoredValue::new_local(Rc::new(inner))));
}

pub(super) fn use_runtime() -> Runtime {
    expect_context()
}

impl Runtime {
    pub(super) fn with<T>(self, read: impl FnOnce(&Inner) -> T) -> T {
        self.0.with_value(|inner| read(inner))
    }

    pub(super) fn now(self) -> Timestamp {
        let offset = self.with(|inner| inner.clock.with_untracked(|c| c.offset_ms));
        platform::clock::device_now().plus_ms(offset.unwrap_or(0))
    }

    pub(super) fn upload_now(self) {}
    pub(super) fn want(self, _scope: Scope) {}
    pub(super) fn unwant(self, _scope: Scope) {}
    pub(super) fn refresh_me(self) {}
    pub(super) async fn demo_people(self) -> Result<Vec<DemoPerson>, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn demo_enter(self, _account: AccountId) -> Result<DemoEntered, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn logout(self) {}
    pub(super) fn retry_writer(self) {}
    pub(super) async fn enrol(self, _code: String, _name: String) -> Result<Enrolled, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn unlock(self, _account: AccountId, _pin: String) -> Result<(), UnlockRefused> {
        Err(UnlockRefused::UnknownOperator)
    }
    pub(super) async fn handover(
        self,
        _session: SessionId,
        _period: PeriodId,
        _account: AccountId,
        _pin: String,
    ) -> Result<(), UnlockRefused> {
        Err(UnlockRefused::UnknownOperator)
    }
    pub(super) fn lock(self) {}
    pub(super) async fn record(self, _events: Vec<NewEvent>) -> Result<Vec<AttendanceEvent>, WriteFailed> {
        Err(WriteFailed::NotEnrolled)
    }
    pub(super) async fn decide(self, _session: SessionId, _body: Decide) -> Result<(), ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn link_draft(self, _session: SessionId, _body: LinkDraft) -> Result<(), ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn override_final(
        self,
        _session: SessionId,
        _body: OverrideFinal,
    ) -> Result<(), ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn issue_hours(
        self,
        _session: SessionId,
        _body: IssueHours,
    ) -> Result<IssuePreview, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn backfill(self, _session: SessionId, _body: Backfill) -> Result<(), ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn new_enrolment_code(
        self,
        _course: CourseId,
        _body: NewEnrolmentCode,
    ) -> Result<EnrolmentCode, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn set_pin(self, _session: SessionId, _body: SetPin) -> Result<(), ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) async fn revoke_device(
        self,
        _device: DeviceId,
        _body: RevokeDevice,
    ) -> Result<ExposedPeople, ApiFailure> {
        Err(ApiFailure::Offline)
    }
    pub(super) fn apply_update(self) {}

    pub(super) fn session(self, _id: SessionId) -> Signal<Option<Arc<SessionReplica>>> {
        Signal::stored(None)
    }
    pub(super) fn course(self, _id: CourseId) -> Signal<Option<Arc<CourseReplica>>> {
        Signal::stored(None)
    }
    pub(super) fn own_records(self) -> Signal<Option<Arc<OwnRecords>>> {
        Signal::stored(None)
    }
    pub(super) fn schools(self) -> Signal<Arc<Vec<CountySchools>>> {
        Signal::stored(Arc::default())
    }
    pub(super) fn crew(self, _id: SessionId) -> Signal<Vec<Operator>> {
        Signal::stored(Vec::new())
    }
}
