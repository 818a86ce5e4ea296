//! Plan files: a whole plan as one JSON text with a format version. Everything that is imported comes through here, the
//! plans that ship with the program too.

use serde::{Deserialize, Serialize};
use yanxi_domain::plan::Plan;

/// Format this version writes; it reads this one and would read older ones.
pub const FORMAT: u32 = 1;

/// Why a text is no plan of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanFileError {
    /// Not JSON, or not this JSON.
    #[error("not a plan file")]
    NotAPlan,
    /// Written by a newer version of this program.
    #[error("plan file of format {0}, this version reads {FORMAT}")]
    Newer(u32),
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    plan: &'a Plan,
}

#[derive(Deserialize)]
struct Head {
    format: u32,
}

#[derive(Deserialize)]
struct File {
    plan: Plan,
}

/// The file of a plan.
///
/// # Errors
/// Never for a plan that was read from JSON; a defect otherwise.
pub fn write(plan: &Plan) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&Written { format: FORMAT, plan })
}

/// The plan in a file. A byte-order mark in front is what some editors leave.
///
/// # Errors
/// When it is no plan file, or a newer one: nothing is read by halves.
pub fn read(text: &str) -> Result<Plan, PlanFileError> {
    let text = text.trim_start_matches('\u{feff}');
    let head: Head = serde_json::from_str(text).map_err(|_| PlanFileError::NotAPlan)?;
    if head.format > FORMAT {
        return Err(PlanFileError::Newer(head.format));
    }
    let file: File = serde_json::from_str(text).map_err(|_| PlanFileError::NotAPlan)?;
    Ok(file.plan)
}
