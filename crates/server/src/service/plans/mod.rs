//! Plans from draft to announced course (3.2, U-A1, U-A2, U-G1, S0-27).

mod access;
mod amend;
mod announce;
mod approve;
mod list;
mod policy;
mod shipped;
mod write;

pub use announce::announce;
pub use approve::{decide, submit, withdraw};
pub use list::{list, read};
pub use policy::set_policy;
pub use shipped::SHIPPED;
pub use write::{begin, remove, save};

use yanxi_domain::plan::Plan;
use yanxi_domain::plan::check::{Finding, Severity, check};

use crate::failure::Failure;

/// `plan:<id>` in the audit trail.
fn target(plan: yanxi_protocol::plans::PlanId) -> String {
    format!("plan:{plan}")
}

/// Refuses a plan with findings of this severity or more. The app shows them beside their fields; whoever calls without
/// it gets their places.
fn refuse(plan: &Plan, severity: Severity) -> Result<(), Failure> {
    let found: Vec<Finding> =
        check(plan).into_iter().filter(|finding| finding.severity >= severity).collect();
    if found.is_empty() {
        return Ok(());
    }
    let details = found.iter().map(|f| format!("{:?}: {:?}", f.place.field, f.problem)).collect();
    let failure = if severity == Severity::BlocksSaving {
        let reason =
            "計畫有必須先修正的內容（例如日期與星期不符），伺服器尚未儲存；您輸入的內容仍在這台裝置上。";
        Failure::invalid("plan_blocks_saving", "the plan has findings that block saving", reason)
    } else {
        let reason = "計畫尚未完成，不能送審；內容已保存。請先補齊標示「須先修正」的項目。";
        Failure::conflict("plan_incomplete", "the plan has findings that block submitting", reason)
    };
    Err(failure.with_details(details))
}

/// Somebody else changed the plan meanwhile.
fn moved_on() -> Failure {
    let reason =
        "這份計畫剛被別人更新或已送審，您的內容沒有覆蓋任何資料，仍在這台裝置上。請重新載入，比對後再儲存。";
    Failure::conflict("plan_moved_on", "the plan has another revision, or waits for a decision", reason)
}
