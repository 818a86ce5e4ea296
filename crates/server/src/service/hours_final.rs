//! No hours before attendance is final (R-FINAL); says what is missing.

use yanxi_domain::{
    finality::{Finality, WaitReason},
    roc_date,
};

use crate::failure::Failure;

/// Refuses with `not_final`, naming the devices that have not reported.
pub(super) fn refuse_unless_final(finality: Finality) -> Result<(), Failure> {
    match finality {
        Finality::Final | Finality::Overridden => Ok(()),
        Finality::NotOver { ends } => {
            let until = format!("{} {}", roc_date::long(ends.taipei_date()), ends.taipei_hhmm());
            let text = format!("場次於 {until} 結束，結束前不能核發；尚未核發任何時數。");
            Err(Failure::conflict("not_final", "the session is not over", &text))
        }
        Finality::Waiting { devices } if devices.is_empty() => {
            let text =
                "本場次沒有任何裝置回報，出席尚未定案，尚未核發任何時數。請先補登紙本，或敘明理由確認定案。";
            Err(Failure::conflict("not_final", "no device was enrolled", text))
        }
        Finality::Waiting { devices } => {
            let names: Vec<String> = devices
                .into_iter()
                .map(|(_, name, reason)| format!("{name}：{}", waits_for(&reason)))
                .collect();
            let text = format!(
                "尚有 {} 台裝置未回報完成，出席尚未定案，尚未核發任何時數。請待裝置上傳，或敘明理由確認定案。",
                names.len()
            );
            Err(Failure::conflict("not_final", "devices have not reported", &text).with_details(names))
        }
    }
}

fn waits_for(reason: &WaitReason) -> String {
    match reason {
        WaitReason::NotEnded => "尚未送出「場次結束」".to_owned(),
        WaitReason::Missing(ranges) => {
            let numbers: Vec<String> = ranges
                .iter()
                .map(|(from, to)| if from == to { from.to_string() } else { format!("{from}–{to}") })
                .collect();
            format!("缺第 {} 筆", numbers.join("、"))
        }
        WaitReason::Lost => "已報遺失，紀錄未全數送達".to_owned(),
        WaitReason::Retired => "已停用，紀錄未全數送達".to_owned(),
    }
}
