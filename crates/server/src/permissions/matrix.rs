//! The matrix itself.

use super::ROLES;
use Capability::{
    AdmitApplicants, ApproveCourses, AssignStaff, DecideAttendance, DeleteMistaken, EnrolDevices,
    ExecuteTransfers, ExportAudit, FixClocks, ManageAccounts, PlanCourses, RecordPunches, RegisterSelf,
    RequestTransfers, RevokeDevices, SeeAccounts, SeeAudit, SeeCatalogue, SeeDashboards, SeeHeadcount,
    SeeMeetingPasswords, SeeNotAttended, SeePlans, SeeRoster,
};
use Reach::{Anywhere, Never, Own};

/// Something a role may give the right to. One line of section 9 each, unless said otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// See the public list of sessions.
    SeeCatalogue,
    /// Register and cancel oneself.
    RegisterSelf,
    /// 指派 own staff to sessions (S0-05).
    AssignStaff,
    /// See how many are in a session, without names.
    SeeHeadcount,
    /// See a roster with full names.
    SeeRoster,
    /// See names of those who did not attend (V-06: the supervisor's drill-down).
    SeeNotAttended,
    /// Record punches, walk-ins, voids.
    RecordPunches,
    /// Extend the window, correct clocks.
    FixClocks,
    /// Create and edit courses. 縣市督導 does so for the own office only: of another unit the place names no county.
    PlanCourses,
    /// Read plans: whoever writes or approves them, and 縣市督導 those of the whole county.
    SeePlans,
    /// Approve plans and courses. 縣市督導 where the unit's plans go through the county: else the place names none.
    ApproveCourses,
    /// Admit, put on the waiting list, see lights of applicants.
    AdmitApplicants,
    /// Determine attendance, issue hours, close.
    DecideAttendance,
    /// 課程登錄錯誤.
    DeleteMistaken,
    /// Ask for 課程移轉.
    RequestTransfers,
    /// Carry out 課程移轉.
    ExecuteTransfers,
    /// Open and disable accounts (R-ACC 1).
    ManageAccounts,
    /// List accounts of a place. The line of [`Capability::ManageAccounts`]: whoever opens them must find them.
    SeeAccounts,
    /// Enrol devices. Not 系統管理員: an enrolled device holds a roster, and that is break-glass.
    EnrolDevices,
    /// Report a device as lost (U-H2).
    RevokeDevices,
    /// See meeting passwords (V-14); 學員 only once admitted, which is asked for by registration.
    SeeMeetingPasswords,
    /// See participation and closing of a unit or county.
    SeeDashboards,
    /// Read the audit trail (X-17 「admin only」; an organiser of own courses, V-12). 系統管理員 gets ids without names.
    SeeAudit,
    /// Export the audit trail (X-17: administrators only).
    ExportAudit,
}

/// How far a role's right goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Not at all.
    Never,
    /// Where the role was given for: see [`super::Place::is_within`].
    Own,
    /// Everywhere.
    Anywhere,
}

/// Section 9. 「學員」 column: own records are the person's own and asked for by person, not by role. 校長／業務主管 see
/// 「unit」 and so does 單位管理者: their organisation. 系統管理員 has no line for rosters: break-glass is not built.
#[rustfmt::skip]
pub const MATRIX: &[(Capability, [Reach; ROLES])] = &[
    //                      學員      講師      簽到人員  開課承辦  承辦人    業務主管  單位管理  縣市督導  系統管理
    (SeeCatalogue,        [Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere]),
    (RegisterSelf,        [Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Anywhere, Never,    Never   ]),
    (AssignStaff,         [Never,    Never,    Never,    Never,    Never,    Own,      Own,      Never,    Never   ]),
    (SeeHeadcount,        [Never,    Own,      Own,      Own,      Never,    Own,      Own,      Own,      Anywhere]),
    (SeeRoster,           [Never,    Own,      Own,      Own,      Never,    Own,      Never,    Never,    Never   ]),
    (SeeNotAttended,      [Never,    Never,    Never,    Own,      Never,    Own,      Never,    Own,      Never   ]),
    (RecordPunches,       [Never,    Never,    Own,      Own,      Never,    Never,    Never,    Never,    Never   ]),
    (FixClocks,           [Never,    Never,    Own,      Own,      Never,    Never,    Never,    Never,    Never   ]),
    (PlanCourses,         [Never,    Never,    Never,    Own,      Own,      Never,    Own,      Own,      Anywhere]),
    (SeePlans,            [Never,    Never,    Never,    Own,      Own,      Own,      Own,      Own,      Anywhere]),
    (ApproveCourses,      [Never,    Never,    Never,    Never,    Never,    Own,      Never,    Own,      Never   ]),
    (AdmitApplicants,     [Never,    Never,    Never,    Own,      Never,    Never,    Never,    Never,    Never   ]),
    (DecideAttendance,    [Never,    Never,    Never,    Own,      Never,    Never,    Never,    Never,    Never   ]),
    (DeleteMistaken,      [Never,    Never,    Never,    Own,      Never,    Never,    Never,    Never,    Anywhere]),
    (RequestTransfers,    [Never,    Never,    Never,    Own,      Own,      Own,      Own,      Never,    Never   ]),
    (ExecuteTransfers,    [Never,    Never,    Never,    Never,    Never,    Never,    Never,    Own,      Anywhere]),
    (ManageAccounts,      [Never,    Never,    Never,    Never,    Never,    Never,    Own,      Own,      Anywhere]),
    (SeeAccounts,         [Never,    Never,    Never,    Never,    Never,    Never,    Own,      Own,      Anywhere]),
    (EnrolDevices,        [Never,    Never,    Never,    Own,      Never,    Never,    Never,    Never,    Never   ]),
    (RevokeDevices,       [Never,    Never,    Never,    Own,      Never,    Never,    Never,    Never,    Anywhere]),
    (SeeMeetingPasswords, [Never,    Own,      Never,    Own,      Never,    Never,    Never,    Never,    Never   ]),
    (SeeDashboards,       [Never,    Never,    Never,    Never,    Never,    Own,      Own,      Own,      Anywhere]),
    (SeeAudit,            [Never,    Never,    Never,    Own,      Never,    Never,    Own,      Never,    Anywhere]),
    (ExportAudit,         [Never,    Never,    Never,    Never,    Never,    Never,    Own,      Never,    Anywhere]),
];
