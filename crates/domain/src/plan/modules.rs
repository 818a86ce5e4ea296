//! The module catalogue (14.5c): what a code means in which system. `T5` of 學生網 and `T2` of 人力網 are strangers.

use super::SubjectSystem::{self, Enrolment, Staff, StaffFunds, Students};

/// A module of a subject system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Module {
    /// System it belongs to.
    pub system: SubjectSystem,
    /// Code within the system.
    pub code: &'static str,
    /// Title.
    pub title: &'static str,
}

const fn module(system: SubjectSystem, code: &'static str, title: &'static str) -> Module {
    Module { system, code, title }
}

/// Every module the sources name.
pub const MODULES: [Module; 31] = [
    module(Enrolment, "AA1", "權限管理"),
    module(Enrolment, "AA2", "重設密碼"),
    module(Enrolment, "C00", "匯入新生學籍資料"),
    module(Enrolment, "C01", "啟用新學期/學年"),
    module(Enrolment, "C02", "設定學期參數"),
    module(Enrolment, "C03", "設定成績加權"),
    module(Students, "M", "學區及學校作業"),
    module(Students, "T5", "學生管理報表"),
    module(Students, "N", "新生管理"),
    module(Students, "Q", "學生資料管理"),
    module(Students, "Q2.32", "檢核學籍資料"),
    module(Students, "P", "未入學管理"),
    module(Students, "S", "學生就學歷程查詢"),
    module(Staff, "A1", "教職維護"),
    module(Staff, "A1.31", "維護教職資料"),
    module(Staff, "A2", "員額編制"),
    module(Staff, "B", "授課/排課"),
    module(Staff, "B3", "授課管理"),
    module(Staff, "T", "報表"),
    module(Staff, "T2", "教職員額報表"),
    module(Staff, "T3", "授課管理報表"),
    module(Staff, "T4", "統計處報表"),
    module(Staff, "K", "表單填報"),
    module(Staff, "K6.31", "本土語文/臺灣手語開課及師資供需調查"),
    // The funds system is a part of 人力網: its agenda names modules of both.
    module(StaffFunds, "A1.31", "維護教職資料"),
    module(StaffFunds, "B3", "授課管理"),
    module(StaffFunds, "K", "表單填報"),
    module(StaffFunds, "K6.31", "本土語文/臺灣手語開課及師資供需調查"),
    module(StaffFunds, "H1", "閩南語/客語/閩東語"),
    module(StaffFunds, "H2", "原住民族語文"),
    module(StaffFunds, "H3", "臺灣手語經費系統"),
];

/// Modules of a system; of all systems without one.
pub fn of(system: Option<SubjectSystem>) -> impl Iterator<Item = &'static Module> {
    MODULES.iter().filter(move |module| system.is_none_or(|system| module.system == system))
}

/// The module with this code.
#[must_use]
pub fn find(system: Option<SubjectSystem>, code: &str) -> Option<&'static Module> {
    of(system).find(|module| module.code == code)
}
