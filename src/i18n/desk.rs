//! Texts of the check-in screen; the wording of section 13.2 where it has one.

use super::messages;

messages! {
    page_title() { zh: "簽到", en: "Check-in" }
    loading() { zh: "正在讀取本機資料…", en: "Reading what this device holds…" }

    // --- choosing the session ---
    choose_session() { zh: "選擇場次", en: "Choose the session" }
    choose_session_lead() {
        zh: "請確認日期與教室。選定後，所有簽到都寫入該場次。",
        en: "Check the day and the room. Everything you record goes into the session you choose.",
    }
    enter_session(session: &str) { zh: "進入{session}", en: "Open {session}" }
    not_today(date: &str) {
        zh: "這個場次不是今天，日期是 {date}。確定要進入？",
        en: "This session is not today, it is on {date}. Open it anyway?",
    }
    enter_anyway() { zh: "仍要進入", en: "Open anyway" }
    cancel() { zh: "取消", en: "Cancel" }
    today() { zh: "今天", en: "Today" }
    no_sessions() { zh: "此裝置沒有可簽到的場次", en: "This device has no session to check in" }
    no_sessions_text() {
        zh: "名冊尚未下載，或此裝置尚未啟用。請連上網路，或向開課承辦人取得啟用碼。",
        en: "The roster is not here yet, or the device is not enrolled. Connect to a network, or ask the organiser for a one-time code.",
    }
    enrol_device() { zh: "啟用此裝置", en: "Enrol this device" }

    // --- heading ---
    mode() { zh: "模式", en: "Mode" }
    sign_out_mode() { zh: "簽退模式", en: "Signing out" }
    period() { zh: "簽到時段", en: "Attendance period" }
    now_is(time: &str) { zh: "現在時間 {time}", en: "It is {time}" }
    session_ended(session: &str) { zh: "{session}已結束", en: "{session} is over" }
    switch_question(session: &str, time: &str) { zh: "切換到 {session} {time}？", en: "Switch to {session}, {time}?" }
    switch_to(session: &str) { zh: "切換到{session}", en: "Switch to {session}" }
    change_to_sign_out() { zh: "改為簽退", en: "Change to sign-out" }
    sign_out_open(time: &str) { zh: "{time} 起可簽退", en: "Sign-out is open since {time}" }
    sign_in_opens(time: &str) { zh: "{time} 開始簽到", en: "Sign-in opens at {time}" }
    extended_until(time: &str) { zh: "簽到延長至 {time}", en: "Sign-in extended until {time}" }

    // --- list ---
    search_label() { zh: "姓名、學校、職稱", en: "Name, school, title" }
    list_label() { zh: "名單", en: "People" }
    same_name() { zh: "同名", en: "Same name" }
    signed_in_at(time: &str) { zh: "已簽到 {time}", en: "In {time}" }
    signed_out_at(time: &str) { zh: "已簽退 {time}", en: "Out {time}" }
    still_in(n: usize) { zh: "仍未簽退 {n} 人", en: "{n} not signed out yet" }
    show_all() { zh: "顯示全部", en: "Show everybody" }
    nobody_left() { zh: "全部已簽退", en: "Everybody has signed out" }
    not_on_list(version: &str) {
        zh: "名冊無此人（名冊版本 {version}）。可改以「現場報名」登記",
        en: "Not on the roster (version {version}). Use “Walk-in” to record the person",
    }
    roster_empty() { zh: "名冊是空的", en: "The roster is empty" }
    roster_empty_text() {
        zh: "連上網路後會自動下載名冊。沒有名冊也能以「現場報名」登記。",
        en: "The roster is fetched when there is a network. Until then “Walk-in” works without it.",
    }
    roster_version(time: &str, people: usize) { zh: "名冊版本 {time}，{people} 人", en: "Roster {time}, {people} people" }
    roster_none() { zh: "尚未下載", en: "not downloaded" }
    yesterday_at(time: &str) { zh: "昨日 {time}", en: "yesterday {time}" }
    roster_changed(removed: u32, added: u32) { zh: "名冊更新：−{removed} 人、+{added} 人", en: "Roster updated: −{removed}, +{added} people" }
    understood() { zh: "知道了", en: "Understood" }
    arrived_of(arrived: usize, expected: usize) { zh: "簽到 {arrived}／應到 {expected} 人", en: "{arrived} of {expected} signed in" }
    arrived_and_joined(arrived: usize, expected: usize, joined: usize) {
        zh: "簽到 {arrived}／應到 {expected} 人，現場加入 {joined} 人",
        en: "{arrived} of {expected} signed in, {joined} more joined",
    }
    arrived_hint() { zh: "本機所知人數", en: "As far as this device knows" }

    // --- the chosen person ---
    person_label() { zh: "選定的人", en: "Chosen person" }
    choose_person() { zh: "輸入一個字，再點選一位", en: "Type one character, then choose a person" }
    choose_person_text() { zh: "可用姓名、學校或職稱搜尋。", en: "Search by name, school or title." }
    registered_for(session: &str) { zh: "報名{session}", en: "Registered for {session}" }
    put_back() { zh: "取消選取", en: "Put back" }
    undo() { zh: "撤銷", en: "Undo" }
    note() { zh: "備註", en: "Note" }
    backfill() { zh: "補登", en: "Backfill" }
    more() { zh: "更多", en: "More" }
    history() { zh: "紀錄", en: "Record" }
    voided() { zh: "已撤銷", en: "undone" }
    unsent() { zh: "未上傳", en: "unsent" }
    saving() {
        zh: "儲存中…這台平板寫入較慢，看到綠色前請這位稍候；久候請記在紙本",
        en: "Saving… this tablet is slow to write: wait for the green before the person goes; if it takes long, use the paper sheet",
    }
    signin_ok(name: &str, school: &str, title: &str, time: &str) {
        zh: "{name}（{school} {title}）簽到 {time}",
        en: "{name} ({school}, {title}) signed in {time}",
    }
    signout_ok(name: &str, school: &str, title: &str, time: &str) {
        zh: "{name}（{school} {title}）簽退 {time}",
        en: "{name} ({school}, {title}) signed out {time}",
    }
    undone_ok(name: &str) { zh: "{name} 的紀錄已撤銷", en: "The entry of {name} was undone" }
    backfill_in_ok(name: &str, time: &str) { zh: "{name} 補登簽到 {time}", en: "{name}: sign-in {time} entered from paper" }
    backfill_out_ok(name: &str, time: &str) { zh: "{name} 補登簽退 {time}", en: "{name}: sign-out {time} entered from paper" }
    reason_seen() { zh: "現場目視確認", en: "Seen at the venue" }
    noted_ok(about: &str) { zh: "{about}：已存於本機", en: "{about}: saved on this device" }
    about(name: &str, message: &str) { zh: "{name}：{message}", en: "{name}: {message}" }
    already_here(time: &str, device: &str) {
        zh: "已於 {time} 簽到（{device}），不需重複",
        en: "Signed in at {time} ({device}); no need to repeat",
    }
    already_out(time: &str, device: &str) {
        zh: "已於 {time} 簽退（{device}），不需重複",
        en: "Signed out at {time} ({device}); no need to repeat",
    }
    sign_out_again() { zh: "再次簽退（以最後一次為準）", en: "Sign out again (the last one counts)" }
    sign_out_anyway() { zh: "確定簽退", en: "Sign out now" }
    early_out_confirm(end: &str) { zh: "尚未下課（{end}），確定簽退？", en: "The class ends at {end}. Sign out now?" }
    not_signed_in() { zh: "尚未簽到", en: "No sign-in yet" }
    not_signed_in_confirm() { zh: "尚未簽到，確定簽退？", en: "There is no sign-in. Sign out anyway?" }
    wrong_session(session: &str, time: &str) {
        zh: "此人報名 {session}（{time}），尚未寫入任何紀錄",
        en: "Registered for {session} ({time}). Nothing was recorded",
    }
    switch_and_sign_in(session: &str) { zh: "切換到{session}並簽到", en: "Switch to {session} and sign in" }
    switch_and_sign_out(session: &str) { zh: "切換到{session}並簽退", en: "Switch to {session} and sign out" }
    take_part_here() { zh: "改在本場次參加（現場報名）", en: "Take part here instead (walk-in)" }
    equivalent_reason(session: &str) { zh: "原報名{session}，內容相同，改在本場次參加", en: "Registered for {session} with the same content; takes part here" }
    equivalent_warning(session: &str) {
        zh: "此人報名{session}（同內容場次）。以現場報名登記，時數由開課承辦人認定。",
        en: "Registered for {session}, which has the same content. Recorded as a walk-in; the organiser decides about hours.",
    }
    early_note(opens: &str) { zh: "簽到於 {opens} 開始，已提早登記", en: "Sign-in opens at {opens}; recorded early" }
    late_notice(time: &str, grace: i64) {
        zh: "您於 {time} 簽到，已逾 {grace} 分鐘，時數由承辦人認定",
        en: "You signed in at {time}, more than {grace} minutes late; the organiser decides about hours",
    }
    returning_note(minutes: i64) { zh: "離開 {minutes} 分鐘後返回，兩筆都已記錄", en: "Back after {minutes} minutes; both are recorded" }
    not_admitted_note(state: &str) {
        zh: "名冊狀態為「{state}」；仍可登記，由開課承辦人認定",
        en: "The roster says “{state}”. It can be recorded; the organiser decides",
    }
    cancelled_note() { zh: "本場次停辦或延期；仍可登記，由開課承辦人認定", en: "The session is cancelled or postponed. It can be recorded; the organiser decides" }
    this_device() { zh: "本機", en: "this device" }
    other_device() { zh: "其他裝置", en: "another device" }
    history_in(device: &str) { zh: "簽到（{device}）", en: "Signed in ({device})" }
    history_out(device: &str) { zh: "簽退（{device}）", en: "Signed out ({device})" }
    history_void(reason: &str, device: &str) { zh: "撤銷：{reason}（{device}）", en: "Undone: {reason} ({device})" }
    history_walk_in(device: &str) { zh: "現場報名（{device}）", en: "Walk-in ({device})" }
    history_backfill_in(reason: &str, device: &str) { zh: "補登簽到：{reason}（{device}）", en: "Sign-in from paper: {reason} ({device})" }
    history_backfill_out(reason: &str, device: &str) { zh: "補登簽退：{reason}（{device}）", en: "Sign-out from paper: {reason} ({device})" }
    history_note(note: &str) { zh: "備註：{note}", en: "Note: {note}" }
    history_note_erased() { zh: "備註（內容已刪除）", en: "Note (text erased)" }

    // --- undo, note, backfill ---
    undo_title(name: &str) { zh: "撤銷 {name} 的紀錄", en: "Undo the entry of {name}" }
    undo_what_in(time: &str) { zh: "將撤銷 {time} 的簽到。原紀錄與撤銷都會保留。", en: "Takes back the sign-in of {time}. Both stay in the history." }
    undo_what_out(time: &str) { zh: "將撤銷 {time} 的簽退。原紀錄與撤銷都會保留。", en: "Takes back the sign-out of {time}. Both stay in the history." }
    undo_nothing() { zh: "沒有可撤銷的紀錄", en: "There is nothing to undo" }
    reason() { zh: "原因", en: "Reason" }
    reason_wrong_person() { zh: "點錯人", en: "Wrong person" }
    reason_repeated() { zh: "重複", en: "Repeated" }
    reason_other() { zh: "其他", en: "Other" }
    reason_text() { zh: "說明原因", en: "Say why" }
    reason_text_hint() { zh: "請勿填寫姓名、電話等個人資料", en: "No names, telephone numbers or other personal data" }
    reason_missing() { zh: "請選擇或填寫原因", en: "Choose or write a reason" }
    note_title() { zh: "備註", en: "Note" }
    note_session_title() { zh: "場次備註", en: "Note about the session" }
    note_text() { zh: "內容", en: "Text" }
    note_hint() { zh: "例：15:10–15:35 疏散", en: "e.g. 15:10–15:35 evacuation" }
    save_note() { zh: "儲存備註", en: "Save note" }
    text_missing() { zh: "請輸入內容", en: "Write something" }
    backfill_title(name: &str) { zh: "補登 {name}", en: "Backfill {name}" }
    backfill_text() { zh: "依紙本簽到簿登記，時間以紙本為準。", en: "From the paper sheet; the time on paper counts." }
    backfill_direction() { zh: "補登類別", en: "What" }
    backfill_time() { zh: "紙本時間", en: "Time on paper" }
    backfill_reason_hint() { zh: "例：平板沒電，改用紙本", en: "e.g. battery empty, paper used" }
    time_wrong() { zh: "請輸入時間，例 09:05", en: "Enter a time, e.g. 09:05" }
    time_hint() { zh: "24 小時制，例 09:05", en: "24-hour clock, e.g. 09:05" }
    date_wrong() { zh: "請輸入日期，例 114/08/05", en: "Enter a date, e.g. 2025-08-05" }

    // --- walk-in ---
    walk_in() { zh: "現場報名", en: "Walk-in" }
    walk_in_for(name: &str) { zh: "以「{name}」現場報名", en: "Walk-in for “{name}”" }
    walk_in_submit() { zh: "登記並簽到", en: "Record and sign in" }
    walk_in_submit_out() { zh: "登記並簽退", en: "Record and sign out" }
    walk_in_notice() { zh: "現場報名須經承辦人認定後始核發時數", en: "Hours for walk-ins are issued only after the organiser's decision" }
    privacy_short() {
        zh: "蒐集目的：研習報名、出席認證及時數核發；您可查詢、更正或請求刪除",
        en: "Collected for registration, proof of attendance and hours; you may see, correct or delete it",
    }
    county() { zh: "縣市", en: "County" }
    any_county() { zh: "全部縣市", en: "All counties" }
    school() { zh: "學校", en: "School" }
    school_hint() { zh: "輸入一、兩個字後點選；找不到可直接填寫", en: "Type a character or two and choose; write it in full if it is not there" }
    schools_offered() { zh: "符合的學校", en: "Matching schools" }
    school_missing() { zh: "請選擇或填寫學校", en: "Choose or write the school" }
    title() { zh: "職稱", en: "Title" }
    title_missing() { zh: "請填寫職稱", en: "Write the title" }
    name() { zh: "姓名", en: "Name" }
    name_hint() { zh: "照本人寫法，一字不改", en: "Exactly as the person writes it" }
    name_too_short() { zh: "姓名至少兩個字", en: "A name has at least two characters" }
    name_bad_character(c: char) { zh: "姓名不能有「{c}」", en: "A name cannot contain “{c}”" }
    too_long(max: usize) { zh: "最多 {max} 個字", en: "At most {max} characters" }
    eligible_only(county: &str) { zh: "本場次僅限{county}所屬國中小", en: "This session is only for elementary and junior high schools of {county}" }
    eligible_reason() { zh: "仍要登記的原因", en: "Why the person is let in" }
    eligible_reason_hint() { zh: "例：跨縣市支援，開課承辦人已同意", en: "e.g. helps out from another county, organiser agreed" }
    dup_hint() { zh: "名冊上有同名的人，是否就是這一位？", en: "The roster has this name. Is it the same person?" }
    dup_choose(name: &str, school: &str, title: &str) { zh: "選 {name}（{school} {title}）", en: "Choose {name} ({school}, {title})" }

    // --- more ---
    extend() { zh: "延長簽到", en: "Extend sign-in" }
    extend_until() { zh: "延長至", en: "Until" }
    extend_reason() { zh: "請輸入延長簽到原因（例：網路中斷排隊）", en: "Why is sign-in extended (e.g. queue after a network failure)?" }
    extend_queue() { zh: "網路中斷排隊", en: "Queue after a network failure" }
    extend_traffic() { zh: "交通延誤", en: "Traffic delay" }
    extend_ok(time: &str) { zh: "簽到已延長至 {time}", en: "Sign-in extended until {time}" }
    extend_too_late(end: &str) { zh: "不能晚於本時段結束（{end}）", en: "Not after the end of the period ({end})" }
    extend_not_shorter() { zh: "已延長到更晚的時間，不能縮短", en: "It is already extended further and cannot be shortened" }
    extend_too_early() { zh: "時間須晚於開始時間", en: "It has to be later than the start" }
    clock_fix() { zh: "校時", en: "Correct the clock" }
    clock_fix_text() {
        zh: "請看可信的時鐘（手機、電視），輸入現在的正確時間。本次開啟後的所有簽到都會一起校正。",
        en: "Read a clock you trust and enter the right time now. Everything recorded since this start is corrected with it.",
    }
    clock_device(time: &str) { zh: "此裝置顯示 {time}", en: "This device shows {time}" }
    clock_known(clock: &str) { zh: "此裝置{clock}，已依伺服器校正", en: "This device is {clock}, corrected by the server" }
    clock_agrees() { zh: "此裝置與伺服器的時間一致", en: "This device and the server agree" }
    clock_unknown() { zh: "尚未與伺服器對時", en: "Not compared with the server yet" }
    clock_date() { zh: "正確日期", en: "Right date" }
    clock_time() { zh: "正確時間", en: "Right time" }
    clock_reason() { zh: "與標準時間不符", en: "The device clock is wrong" }
    clock_ok(clock: &str) { zh: "已校時：此裝置{clock}", en: "Clock corrected: the device is {clock}" }
    clock_fix_forward(span: &str) {
        zh: "這會把本機時間調快 {span}，之後的紀錄都照此計算。確定要校時？",
        en: "This puts the time of this device forward by {span}; later entries are counted by it. Correct the clock?",
    }
    clock_fix_back(span: &str) {
        zh: "這會把本機時間調慢 {span}，之後的紀錄都照此計算。確定要校時？",
        en: "This puts the time of this device back by {span}; later entries are counted by it. Correct the clock?",
    }
    clock_fix_anyway() { zh: "確定校時", en: "Correct the clock" }
    clock_warn(span: &str) { zh: "此裝置時間與標準時間相差 {span}，請校時", en: "The clock of this device is off by {span}; please correct it" }
    hand_over() { zh: "交班", en: "Hand over" }
    hand_over_text(unsent: u64) {
        zh: "未上傳的 {unsent} 筆都會保留。交班後的紀錄由接班人員負責。",
        en: "The {unsent} unsent entries stay. What follows is recorded under the next operator.",
    }
    hand_over_all_sent() {
        zh: "紀錄都已上傳。交班後的紀錄由接班人員負責。",
        en: "Everything is sent. What follows is recorded under the next operator.",
    }
    hand_over_to() { zh: "接班人員", en: "Next operator" }
    hand_over_ok(name: &str) { zh: "已交班給 {name}", en: "Handed over to {name}" }
    reported() {
        zh: "已回報場次結束。之後若再有紀錄，請再回報一次。",
        en: "The end of the session was reported. If there are more entries, report it again.",
    }
    end_session() { zh: "場次結束", en: "End of session" }
    end_report() { zh: "回報場次結束", en: "Report the end" }
    count_saved() { zh: "本機已存", en: "Saved here" }
    count_sent() { zh: "已上傳", en: "Sent" }
    count_unsent() { zh: "未上傳", en: "Unsent" }
    do_not_clear(n: u64) {
        zh: "尚有 {n} 筆未上傳，請勿清除瀏覽資料或更換裝置",
        en: "{n} entries are not sent yet. Do not clear browsing data or change the device",
    }
    open_again_online() { zh: "請連上網路後再開啟一次。", en: "Open the app once more when there is a network." }
    end_text() { zh: "回報本裝置在這個場次不再有新的紀錄，開課承辦人才能確定出席。", en: "Reports that this device has no more entries for this session, so that attendance can become final." }
    end_ok() { zh: "已回報場次結束", en: "End of session reported" }
    end_done_all_sent() { zh: "全部已上傳，可以收起裝置。", en: "Everything is sent; the device can be put away." }
    readiness() { zh: "行前檢查", en: "Readiness check" }
    sheet() { zh: "簽到簿", en: "Sign-in sheet" }
    change_session() { zh: "選擇其他場次", en: "Choose another session" }
    settings() { zh: "設定", en: "Settings" }
    muted() { zh: "靜音", en: "Mute" }
    auto_lock() {
        zh: "閒置 2 分鐘自動上鎖（簽到、簽退時段內不上鎖）",
        en: "Lock after 2 minutes without use (never while people sign in or out)",
    }
    language() { zh: "語言 Language", en: "Language 語言" }
    theme() { zh: "明暗", en: "Appearance" }
    theme_system() { zh: "依裝置", en: "As the device" }
    theme_light() { zh: "淺色", en: "Light" }
    theme_dark() { zh: "深色", en: "Dark" }
    lock_now() { zh: "上鎖", en: "Lock" }

    // --- state bar and banners ---
    state_label() { zh: "儲存與上傳狀態", en: "Saved and sent" }
    sending_bar(saved: u64, unsent: u64) { zh: "連線中｜本機已存 {saved} 筆｜未上傳 {unsent} 筆", en: "Online | {saved} saved here | {unsent} unsent" }
    sign_in_needed_bar(saved: u64, unsent: u64) {
        zh: "需重新啟用此裝置｜本機已存 {saved} 筆｜未上傳 {unsent} 筆",
        en: "Enrol again | {saved} saved here | {unsent} unsent",
    }
    never_sent() { zh: "尚無", en: "never" }
    last_contact(time: &str) { zh: "最近連線 {time}", en: "Last contact {time}" }
    attention(n: u64) { zh: "{n} 筆需開課承辦人處理", en: "{n} entries need the organiser" }
    set_aside(n: u64) {
        zh: "{n} 筆資料過大，伺服器拒收",
        en: "{n} too large for the server",
    }
    set_aside_text() {
        zh: "紀錄仍在本機，其他紀錄照常上傳。請勿清除瀏覽資料；按「立即上傳」再試，仍不行請以紙本補登並通知開課承辦人。",
        en: "It is kept on this device, others are sent as usual. Do not clear browsing data; try “Upload now”, else enter from paper and tell the organiser.",
    }
    other_tab() { zh: "此裝置已有開啟中的簽到視窗", en: "The check-in is already open in another window of this device" }
    other_tab_text() { zh: "此視窗只能檢視。請回到原視窗，或關閉它之後改由此視窗簽到。", en: "This window only shows. Go back to the other one, or close it and take over here." }
    take_over() { zh: "改由此視窗簽到", en: "Take over here" }
    update_ready() { zh: "有新版本。目前沒有未上傳的資料，可以更新。", en: "A new version is ready. Nothing is unsent, so it is safe to update." }
    update_now() { zh: "更新並重新開啟", en: "Update and reopen" }

    // --- blocking screens ---
    write_failed() { zh: "未儲存！請改用紙本簽到簿，並通知承辦人", en: "Not saved! Use the paper sheet and tell the organiser" }
    write_failed_keep(what: &str) { zh: "這一筆還留在畫面上：{what}", en: "This entry is still held on the screen: {what}" }
    write_failed_safe() { zh: "先前顯示「已存於本機」的紀錄不受影響。", en: "Entries that were shown as saved are not affected." }
    write_failed_why(cause: &str) { zh: "原因：{cause}", en: "Cause: {cause}" }
    try_again() { zh: "再試一次", en: "Try again" }
    give_up_paper() { zh: "已改寫紙本，捨棄這一筆", en: "Written on paper, drop this entry" }
    go_on_with_paper() { zh: "知道了，先用紙本", en: "Understood, use paper for now" }
    cause_too_long() {
        zh: "文字太長（最多 2,000 字）。內容還在，請縮短後再存一次",
        en: "the text is too long (at most 2,000 characters); it is still there, shorten it and save again",
    }
    cause_full() { zh: "裝置的儲存空間已滿（QuotaExceededError）", en: "The storage of the device is full (QuotaExceededError)" }
    cause_other_version() { zh: "另一個視窗已開啟新版程式。請關閉其他視窗後重新開啟此頁", en: "Another window runs a newer version. Close the others and open this page again" }
    cleared_title() { zh: "此裝置的本機資料已被清除", en: "The data of this device was cleared" }
    cleared_text(held: u64) {
        zh: "此裝置的本機資料已被清除。伺服器已有 {held} 筆，沒有缺號。之後未上傳的紀錄請以紙本補登",
        en: "The local data of this device was cleared. The server has {held} entries without a gap. Anything later has to be entered from paper",
    }
    cleared_missing(held: u64, list: &str) {
        zh: "此裝置的本機資料已被清除。伺服器已有 {held} 筆，缺少第 {list} 筆，請以紙本補登",
        en: "The local data of this device was cleared. The server has {held} entries; number {list} is missing. Enter it from paper",
    }
    cleared_next() { zh: "請向開課承辦人取得新的啟用碼，重新啟用後繼續簽到；補登使用紙本簽到簿。", en: "Ask the organiser for a new one-time code, enrol again and go on; enter the rest from the paper sheet." }
    enrol_again() { zh: "重新啟用此裝置", en: "Enrol again" }

    // --- lock screen ---
    locked_title() { zh: "已上鎖", en: "Locked" }
    start_shift() { zh: "開始值勤", en: "Start the shift" }
    locked_lead(saved: u64, unsent: u64) { zh: "本機已存 {saved} 筆、未上傳 {unsent} 筆，都在。", en: "{saved} entries are saved here, {unsent} unsent. All are kept." }
    choose_operator() { zh: "值勤人員", en: "Operator" }
    choose_person_first() { zh: "請先選擇人員", en: "Choose a person first" }
    pin() { zh: "PIN", en: "PIN" }
    unlock() { zh: "解鎖", en: "Unlock" }
    no_pin() { zh: "尚未設定 PIN，請洽開課承辦人", en: "No PIN yet; ask the organiser" }
    pin_wrong(left: u8) { zh: "PIN 不正確，還可再試 {left} 次", en: "Wrong PIN; {left} tries left" }
    pin_locked() {
        zh: "已連續五次錯誤，這位人員暫時無法解鎖。資料都保留；請由其他值勤人員解鎖，或以新的啟用碼重新啟用。",
        en: "Five wrong PINs: this operator is locked out. All data is kept. Another operator can unlock, or enrol with a new code.",
    }
    pin_unknown() { zh: "此裝置上沒有這位人員的 PIN。請連上網路更新，或洽開課承辦人。", en: "This device has no PIN of this operator. Connect to update, or ask the organiser." }
    no_operators() { zh: "沒有可值勤的人員", en: "No operator is known here" }
    no_operators_text() { zh: "連上網路後會自動下載值勤人員。", en: "Operators are fetched when there is a network." }
    operator_on(name: &str) { zh: "值勤：{name}", en: "On shift: {name}" }
}
