//! Texts of the readiness check (5.6).

use super::messages;

messages! {
    title() { zh: "行前檢查", en: "Readiness check" }
    lead() {
        zh: "出發前在有網路的地方做一次。結果會留存，開課承辦人看得到。",
        en: "Do this once while there is a network. The result is kept and the organiser sees it.",
    }
    run() { zh: "開始檢查", en: "Run the check" }
    run_again() { zh: "重新檢查", en: "Run again" }
    running() { zh: "檢查中…", en: "Checking…" }
    not_enrolled() { zh: "此裝置尚未啟用", en: "This device is not enrolled" }
    not_enrolled_text() { zh: "請先向開課承辦人取得啟用碼並啟用此裝置。", en: "Ask the organiser for a one-time code and enrol first." }
    back_to_desk() { zh: "回到簽到", en: "Back to check-in" }
    green() { zh: "正常", en: "Ready" }
    amber() { zh: "注意", en: "Take note" }
    red() { zh: "未通過", en: "Not ready" }
    all_green() { zh: "全部正常，可以離線使用", en: "All ready; the device can go offline" }
    some_amber(n: usize) { zh: "可以使用，有 {n} 項請留意", en: "Usable; {n} points to note" }
    some_red(n: usize) { zh: "有 {n} 項未通過，請處理後再離線使用", en: "{n} points are not ready; settle them before going offline" }
    reported() { zh: "結果已回報開課承辦人", en: "The result was sent to the organiser" }
    not_reported() { zh: "結果還沒有送達開課承辦人。連上網路後請再檢查一次。", en: "The result did not reach the organiser. Run the check again when there is a network." }
    paper_confirm() { zh: "紙本簽到簿已列印，或已另存 PDF", en: "The paper sign-in sheet is printed or stored as PDF" }

    shell() { zh: "程式可離線開啟", en: "The app opens offline" }
    shell_cached() { zh: "程式已存在這台裝置上", en: "The app is stored on this device" }
    shell_not_cached() { zh: "程式還沒有完整存到這台裝置。請保持連線，重新開啟一次。", en: "The app is not fully stored here. Stay online and open it once more." }
    persist() { zh: "資料不會被瀏覽器自動清除", en: "The browser keeps the data" }
    persist_granted() { zh: "瀏覽器已同意保留資料", en: "The browser agreed to keep it" }
    persist_denied() { zh: "瀏覽器沒有承諾保留資料，請加入主畫面後由主畫面開啟", en: "The browser made no promise; add the app to the home screen and open it from there" }
    persist_unknown() { zh: "這個瀏覽器不說明是否保留資料，請加入主畫面", en: "This browser does not say; add the app to the home screen" }
    private() { zh: "不是無痕視窗", en: "Not a private window" }
    private_ok() { zh: "一般視窗", en: "An ordinary window" }
    private_suspected() { zh: "可使用的空間很小，可能是無痕視窗。請改用一般視窗。", en: "Very little space: this may be a private window. Use an ordinary one." }
    roster() { zh: "名冊已下載", en: "The roster is here" }
    roster_ok(rows: &str, minutes: &str) { zh: "最少的一場 {rows} 人，{minutes} 分鐘前更新", en: "{rows} people in the smallest session, updated {minutes} minutes ago" }
    roster_missing() { zh: "名冊還沒有下載完成，請保持連線", en: "A roster is missing; stay online" }
    clock() { zh: "裝置時間", en: "Device clock" }
    roster_now(rows: &str) { zh: "最少的一場 {rows} 人，剛剛更新", en: "{rows} people in the smallest session, updated just now" }
    clock_off(clock: &str) { zh: "此裝置{clock}", en: "This device: {clock}" }
    clock_unknown() { zh: "還沒有與伺服器對時，請連上網路", en: "Not compared with the server yet; connect to a network" }
    write() { zh: "可以寫入本機", en: "Writing works" }
    write_ok() { zh: "試寫、讀回、刪除都成功", en: "A test entry was written, read and deleted" }
    write_failed(cause: &str) { zh: "寫入失敗：{cause}。這台裝置不能用來簽到。", en: "Writing failed: {cause}. Do not use this device." }
    space() { zh: "剩餘空間", en: "Free space" }
    space_ok(mb: &str) { zh: "約 {mb} MB（瀏覽器估計）", en: "About {mb} MB (the browser's estimate)" }
    space_unknown() { zh: "這個瀏覽器不說明剩餘空間", en: "This browser does not say" }
    battery() { zh: "電力", en: "Battery" }
    battery_charging(percent: &str) { zh: "{percent}%，充電中", en: "{percent}%, charging" }
    battery_draining(percent: &str) { zh: "{percent}%，未充電", en: "{percent}%, not charging" }
    battery_unknown() { zh: "這個瀏覽器不說明電量，請自行確認在 60% 以上並帶充電器", en: "This browser does not say; make sure it is above 60 % and bring a charger" }
    operator() { zh: "值勤人員", en: "Operators" }
    operator_unlocked(n: &str) { zh: "{n} 人有 PIN，已有人值勤", en: "{n} have a PIN, one is on shift" }
    operator_locked(n: &str) { zh: "{n} 人有 PIN，還沒有人解鎖過", en: "{n} have a PIN, nobody has unlocked" }
    operator_none() { zh: "沒有人設定 PIN，請洽開課承辦人", en: "Nobody has a PIN; ask the organiser" }
    paper() { zh: "紙本備援", en: "Paper backup" }
    paper_yes() { zh: "已備妥紙本簽到簿", en: "The paper sheet is at hand" }
    paper_no() { zh: "請列印簽到簿，或另存 PDF", en: "Print the sheet or store it as PDF" }
    single_tab() { zh: "只開一個視窗", en: "Only one window" }
    single_tab_ok() { zh: "沒有其他簽到視窗", en: "No other check-in window" }
    single_tab_other() { zh: "另有一個簽到視窗，請關閉其中一個", en: "Another check-in window is open; close one" }
}
