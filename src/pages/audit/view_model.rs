//! Lines of the audit trail in words. Pure.

use yanxi_domain::ids::AccountId;
use yanxi_protocol::{audit::AuditLine, docs::AccountName};

use crate::i18n::{Locale, account::audit as text};

/// Characters of an id that are shown: enough to tell two apart on one page. The last ones, because ids made at about
/// the same time begin alike.
const ID_SHOWN: usize = 8;

/// An action with its words.
type Action = (&'static str, fn(Locale) -> String);

/// Actions this version knows by name, in the order of the filter.
pub const ACTIONS: [Action; 30] = [
    ("log_in", text::action_log_in),
    ("first_log_in", text::action_first_log_in),
    ("create_account", text::action_create_account),
    ("open_account", text::action_open_account),
    ("set_account_state", text::action_set_account_state),
    ("set_account_roles", text::action_set_account_roles),
    ("confirm_account", text::action_confirm_account),
    ("reset_access", text::action_reset_access),
    ("bind_second_factor", text::action_bind_second_factor),
    ("start_passkey", text::action_start_passkey),
    ("bind_passkey", text::action_bind_passkey),
    ("revoke_passkey", text::action_revoke_passkey),
    ("passkey_counter_refused", text::action_passkey_counter_refused),
    ("start_rebind", text::action_start_rebind),
    ("new_recovery_codes", text::action_new_recovery_codes),
    ("change_password", text::action_change_password),
    ("revoke_account_session", text::action_revoke_account_session),
    ("logout_everywhere", text::action_logout_everywhere),
    ("create_office", text::action_create_office),
    ("decide", text::action_decide),
    ("link_draft", text::action_link_draft),
    ("override_final", text::action_override_final),
    ("backfill", text::action_backfill),
    ("issue_hours", text::action_issue_hours),
    ("new_enrolment_code", text::action_new_enrolment_code),
    ("enrol_device", text::action_enrol_device),
    ("revoke_device", text::action_revoke_device),
    ("set_pin", text::action_set_pin),
    ("withdraw_operator", text::action_withdraw_operator),
    ("export_audit", text::action_export_audit),
];

/// What was done; the code of an action of another version stays as it is.
#[must_use]
pub fn action_words(locale: Locale, action: &str) -> String {
    let known = ACTIONS.iter().find(|(code, _)| *code == action);
    known.map_or_else(|| action.to_owned(), |(_, words)| words(locale))
}

/// Who did it: by name where the caller may know it.
#[must_use]
pub fn who(locale: Locale, line: &AuditLine, names: &[AccountName]) -> String {
    match (line.account, line.device) {
        (Some(account), _) => account_words(locale, account, names),
        (None, Some(device)) => text::device(locale, &short(&device.to_string())),
        (None, None) => text::command_line(locale),
    }
}

/// To what it was done.
#[must_use]
pub fn target_words(locale: Locale, target: &str, names: &[AccountName]) -> String {
    let Some((kind, id)) = target.split_once(':') else { return target.to_owned() };
    let id_shown = short(id);
    match kind {
        "account" => id
            .parse()
            .map_or_else(|_| text::kind_account(locale, id), |account| account_words(locale, account, names)),
        "session" => text::kind_session(locale, &id_shown),
        "course" => text::kind_course(locale, &id_shown),
        "device" => text::device(locale, &id_shown),
        "organisation" => text::kind_organisation(locale, &id_shown),
        _ => target.to_owned(),
    }
}

fn account_words(locale: Locale, account: AccountId, names: &[AccountName]) -> String {
    let known = names.iter().find(|one| one.id == account);
    known.map_or_else(|| text::kind_account(locale, &short(&account.to_string())), |one| one.name.clone())
}

fn short(id: &str) -> String {
    let from = id.chars().count().saturating_sub(ID_SHOWN);
    id.chars().skip(from).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use yanxi_domain::time::Timestamp;

    use super::*;

    #[test]
    fn names_stand_only_where_they_came_with_the_page() {
        let account = AccountId(Uuid::from_u128(0xAC1));
        let line = AuditLine {
            id: Uuid::nil(),
            at: Timestamp(0),
            account: Some(account),
            device: None,
            action: "open_account".into(),
            target: format!("account:{account}"),
            detail: serde_json::Value::Null,
        };
        let names = [AccountName { id: account, name: "王小明".into() }];
        assert_eq!(who(Locale::Zh, &line, &names), "王小明");
        assert_eq!(who(Locale::Zh, &line, &[]), "帳號 00000ac1");
        assert_eq!(target_words(Locale::Zh, &line.target, &names), "王小明");
        assert_eq!(target_words(Locale::Zh, "session:01234567-89ab", &[]), "場次 567-89ab");
        assert_eq!(target_words(Locale::Zh, "audit", &[]), "audit");
        assert_eq!(action_words(Locale::Zh, &line.action), "開設帳號");
        assert_eq!(action_words(Locale::Zh, "something_newer"), "something_newer");
        let by_command = AuditLine { account: None, ..line };
        assert_eq!(who(Locale::Zh, &by_command, &names), "伺服器指令");
    }
}
