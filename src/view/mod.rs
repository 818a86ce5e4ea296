//! What several pages show of the domain: names of people, times, session headings, the frame of the organiser's
//! pages. Pages never import each other; what two of them need stands here.

pub mod data_bar;
pub mod difference;
pub mod failure;
#[cfg(test)]
pub mod fixtures;
pub mod idle;
pub mod lock;
pub mod log_in_failure;
pub mod nav;
pub mod new_password;
pub mod office_frame;
pub mod passkey_failure;
pub mod pause;
pub mod people;
pub mod period_board;
pub mod planning;
pub mod privacy_hint;
pub mod ranges;
pub mod reason_picker;
pub mod registration;
pub mod request_list;
pub mod role_path;
pub mod school_picker;
pub mod second_factor;
pub mod session_band;
pub mod sheet_order;
pub mod situation;
pub mod top_bar;
pub mod when;
