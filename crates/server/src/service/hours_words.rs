//! Why somebody gets what they get, in words a person reads on the own record.

use yanxi_domain::{attendance::Status, award::AwardReason};

/// The reason of an award.
#[must_use]
pub fn reason(why: AwardReason) -> String {
    match why {
        AwardReason::Full => "全程參與".to_owned(),
        AwardReason::TreatedAsFull => "經開課承辦人認定視同全程".to_owned(),
        AwardReason::Accepted => "經開課承辦人採認".to_owned(),
        AwardReason::PartlyFull => "部分時段全程參與".to_owned(),
        AwardReason::Rejected => "經開課承辦人認定不予採認".to_owned(),
        AwardReason::NotFull(status) => not_full(status),
    }
}

fn not_full(status: Status) -> String {
    match status {
        Status::NoShow => "未出席".to_owned(),
        Status::Late { minutes } => format!("遲到 {minutes} 分，未全程參與"),
        Status::LeftEarly { minutes } => format!("早退 {minutes} 分，未全程參與"),
        Status::LateAndLeftEarly { late, early } => format!("遲到 {late} 分、早退 {early} 分，未全程參與"),
        Status::NoSignOut => "未簽退，未全程參與".to_owned(),
        Status::OnlySignOut => "僅簽退，未全程參與".to_owned(),
        Status::OnLeave => "請假".to_owned(),
        Status::Cancelled => "已取消報名".to_owned(),
        Status::SessionCancelled => "場次停辦".to_owned(),
        // The rest cannot be issued: somebody has to decide first. Said plainly should it ever appear.
        Status::NotArrived | Status::SignedIn | Status::Undetermined | Status::Full => {
            "未全程參與".to_owned()
        }
    }
}
