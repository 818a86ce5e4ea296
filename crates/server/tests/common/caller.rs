//! Typed actors: everybody a server can be asked by.

use axum::{body::Body, http::Request};
use uuid::Uuid;
use yanxi_domain::ids::{AccountId, PersonId};
use yanxi_protocol::api;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// No cookie.
    Nobody,
    /// A cookie nobody gave out.
    Forger,
    /// Attendee of session 1.
    Attendee,
    /// Venue staff of session 1, without a tablet.
    Staff,
    /// Organiser of the course.
    Organiser,
    /// Organiser of another course.
    OtherOrganiser,
    /// 講師 of session 1.
    Lecturer,
    /// 講師 of a session of the other course.
    OtherLecturer,
    /// 承辦人 of the school that owns the course.
    Officer,
    /// 承辦人 of another school, in another county.
    OtherOfficer,
    /// 校長／業務主管 of the school that owns the course.
    Approver,
    /// 校長／業務主管 of the other school.
    OtherApprover,
    /// 單位管理者 of the school that owns the course.
    Administrator,
    /// 單位管理者 of the other school.
    OtherAdministrator,
    /// 縣市督導 of the county of the school that owns the course.
    Supervisor,
    /// 縣市督導 of the other county.
    OtherSupervisor,
    /// 系統管理員
    System,
    /// Tablet for session 1.
    TabletA,
    /// Tablet for sessions 1 and 2.
    TabletB,
    /// Tablet of session 1 that was reported lost.
    LostTablet,
    /// Tablet of another course.
    OtherTablet,
}

impl Caller {
    /// Everybody.
    pub const ALL: [Self; 21] = [
        Self::Nobody,
        Self::Forger,
        Self::Attendee,
        Self::Staff,
        Self::Organiser,
        Self::OtherOrganiser,
        Self::Lecturer,
        Self::OtherLecturer,
        Self::Officer,
        Self::OtherOfficer,
        Self::Approver,
        Self::OtherApprover,
        Self::Administrator,
        Self::OtherAdministrator,
        Self::Supervisor,
        Self::OtherSupervisor,
        Self::System,
        Self::TabletA,
        Self::TabletB,
        Self::LostTablet,
        Self::OtherTablet,
    ];

    /// Everybody with an account.
    pub const ACCOUNTS: [Self; 15] = [
        Self::Attendee,
        Self::Staff,
        Self::Organiser,
        Self::OtherOrganiser,
        Self::Lecturer,
        Self::OtherLecturer,
        Self::Officer,
        Self::OtherOfficer,
        Self::Approver,
        Self::OtherApprover,
        Self::Administrator,
        Self::OtherAdministrator,
        Self::Supervisor,
        Self::OtherSupervisor,
        Self::System,
    ];

    /// Every enrolled device.
    pub const TABLETS: [Self; 4] = [Self::TabletA, Self::TabletB, Self::LostTablet, Self::OtherTablet];

    /// The account of a caller who has one.
    pub fn account(self) -> AccountId {
        let place = Self::ACCOUNTS.into_iter().position(|caller| caller == self).expect("an account");
        AccountId(Uuid::from_u128(0xAC1 + place as u128))
    }

    /// The person behind that account.
    pub fn person(self) -> PersonId {
        PersonId(Uuid::from_u128(self.account().0.as_u128() - 0xAC1 + 0xA1))
    }

    /// The token in this caller's cookie; the fixture stores its hash.
    pub fn token(self) -> String {
        format!("token-of-{self:?}")
    }

    fn cookie(self) -> Option<String> {
        let name = match self {
            Self::Nobody => return None,
            Self::Forger => return Some(format!("{}=x; {}=y", api::SESSION_COOKIE, api::DEVICE_COOKIE)),
            tablet if Self::TABLETS.contains(&tablet) => api::DEVICE_COOKIE,
            _ => api::SESSION_COOKIE,
        };
        Some(format!("{name}={}", self.token()))
    }

    pub fn request(self, method: &str, path: &str, body: Vec<u8>) -> Request<Body> {
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if method != "GET" {
            request = request.header(api::CSRF_HEADER, "1");
        }
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", cookie);
        }
        request.body(Body::from(body)).unwrap()
    }
}
