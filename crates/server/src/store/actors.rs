//! Who stands behind a token.

use std::collections::BTreeMap;

use uuid::Uuid;
use yanxi_domain::{
    device::DeviceState,
    ids::{AccountId, CourseId, DeviceId, OrgId, PersonId, SessionId},
    time::Timestamp,
};
use yanxi_protocol::api::Role;

use super::{Row, StoreError, Tx};
use crate::{
    actor::{AccountActor, DeviceActor},
    args,
};

/// 講師; the target is the session.
pub const LECTURER: &str = "lecturer";
/// 開課承辦人 before there is a course; the target is the organisation.
pub const OFFICER: &str = "officer";
/// 校長／業務主管; the target is the organisation.
pub const APPROVER: &str = "approver";
/// 單位管理者; the target is the organisation.
pub const ORGANISATION_ADMINISTRATOR: &str = "organisation_administrator";
/// 系統管理員; the target is the nil id.
pub const SYSTEM_ADMINISTRATOR: &str = "system_administrator";

pub(super) fn device_state(text: &str) -> Result<DeviceState, StoreError> {
    match text {
        "active" => Ok(DeviceState::Active),
        "lost" => Ok(DeviceState::Lost),
        "retired" => Ok(DeviceState::Retired),
        _ => Err(StoreError::Broken("device state".into())),
    }
}

/// Roles from columns 3 (role) and 4 (target); counties have codes and a table of their own.
fn roles(rows: &[Row], counties: Vec<String>) -> Result<Vec<Role>, StoreError> {
    let mut targets: BTreeMap<String, Vec<Uuid>> = BTreeMap::new();
    for row in rows {
        if let (Some(role), Some(target)) = (row.opt_text(3)?, row.opt_id(4)?) {
            targets.entry(role).or_default().push(target);
        }
    }
    let mut of = |role: &str| targets.remove(role).filter(|targets| !targets.is_empty());
    let organisations = |targets: Vec<Uuid>| targets.into_iter().map(OrgId).collect();
    let sessions = |targets: Vec<Uuid>| targets.into_iter().map(SessionId).collect();
    let mut roles = vec![Role::Attendee];
    roles.extend(of("venue_staff").map(|t| Role::VenueStaff { sessions: sessions(t) }));
    roles.extend(of("organiser").map(|t| Role::Organiser { courses: t.into_iter().map(CourseId).collect() }));
    roles.extend(of(LECTURER).map(|t| Role::Lecturer { sessions: sessions(t) }));
    roles.extend(of(OFFICER).map(|t| Role::Officer { organisations: organisations(t) }));
    roles.extend(of(APPROVER).map(|t| Role::Approver { organisations: organisations(t) }));
    roles.extend(
        of(ORGANISATION_ADMINISTRATOR)
            .map(|t| Role::OrganisationAdministrator { organisations: organisations(t) }),
    );
    if !counties.is_empty() {
        roles.push(Role::CountySupervisor { counties });
    }
    roles.extend(of(SYSTEM_ADMINISTRATOR).map(|_| Role::SystemAdministrator));
    Ok(roles)
}

impl Tx {
    /// The device a cookie's token belongs to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn device_by_token(&mut self, hash: &[u8; 32]) -> Result<Option<DeviceActor>, StoreError> {
        let sql = "SELECT d.id, d.course, d.name, d.state, s.session FROM device d \
                   LEFT JOIN device_session s ON s.device = d.id WHERE d.token_hash = $1 ORDER BY s.session";
        let rows = self.rows(sql, args![*hash]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let mut sessions = Vec::with_capacity(rows.len());
        for row in &rows {
            sessions.extend(row.opt_id(4)?.map(SessionId));
        }
        Ok(Some(DeviceActor {
            id: DeviceId(first.id(0)?),
            course: CourseId(first.id(1)?),
            name: first.text(2)?,
            state: device_state(&first.text(3)?)?,
            sessions,
        }))
    }

    /// The account a cookie's token belongs to, unless it has expired or the account is disabled. Roles beyond the
    /// attendee's count only with a second factor (R-ACC 2); demo accounts, which nobody can log in to, need none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn account_by_token(
        &mut self,
        hash: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<AccountActor>, StoreError> {
        let sql = "SELECT a.id, a.person, p.name, r.role, r.target, c.account, c.totp_secret, \
                   (SELECT COUNT(*) FROM passkey k WHERE k.account = a.id) \
                   FROM account_session s \
                   JOIN account a ON a.id = s.account JOIN person p ON p.id = a.person \
                   LEFT JOIN account_role r ON r.account = a.id LEFT JOIN credential c ON c.account = a.id \
                   WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.state = 'active' ORDER BY r.role, r.target";
        let rows = self.rows(sql, args![*hash, now]).await?;
        let Some(first) = rows.first() else { return Ok(None) };
        let needs_second_factor =
            first.opt_id(5)?.is_some() && first.opt_bytes(6)?.is_none() && first.count(7)? == 0;
        let id = AccountId(first.id(0)?);
        let roles = if needs_second_factor {
            vec![Role::Attendee]
        } else {
            roles(&rows, self.counties_of_supervisor(id).await?)?
        };
        let account = AccountActor { id, person: PersonId(first.id(1)?), name: first.text(2)?, roles };
        Ok(Some(account))
    }

    /// Counties an account supervises, by code.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn counties_of_supervisor(&mut self, account: AccountId) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT county FROM account_county WHERE account = $1 ORDER BY county";
        self.rows(sql, args![account.0]).await?.iter().map(|row| row.text(0)).collect()
    }

    /// Sessions of the courses the account organises.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_of_organiser(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<(CourseId, SessionId)>, StoreError> {
        let sql = "SELECT s.course, s.id FROM account_role r JOIN session s ON s.course = r.target \
                   WHERE r.account = $1 AND r.role = 'organiser' ORDER BY s.course, s.number";
        let rows = self.rows(sql, args![account.0]).await?;
        rows.iter().map(|row| Ok((CourseId(row.id(0)?), SessionId(row.id(1)?)))).collect()
    }
}
