//! The organiser imports a roster (U-A3): sixty rows of which three need a person, then the tablet has it; the same file
//! again changes nothing.

use std::fmt::Write as _;

use yanxi_e2e::{
    browser::{Browser, OFFICE},
    stage::Stage,
};

const SCHOOLS: [&str; 3] = ["海豐國小", "屏東縣立南州國民中學", "泰武國小"];
const GIVEN: [&str; 8] = ["安", "平", "和", "樂", "康", "寧", "順", "吉"];

fn roster() -> String {
    let mut rows = String::from("姓名,縣市,學校,職稱\r\n");
    for n in 0..60 {
        let name = format!("測{}{}", GIVEN[n % 8], GIVEN[n / 8]);
        let row = match n {
            10 => "林試算,屏東縣,海豐小學堂,組長".to_owned(),
            30 => format!("測{}{},屏東縣,{},教師", GIVEN[3], GIVEN[0], SCHOOLS[0]),
            59 => "王試算,屏東縣,海豐國小,".to_owned(),
            n => format!("{name},屏東縣,{},教師", SCHOOLS[n % 3]),
        };
        let _ = write!(rows, "{row}\r\n");
    }
    rows
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_rows_are_settled_imported_and_on_the_tablet() -> anyhow::Result<()> {
    let stage = Stage::open("roster_import").await?;
    let organiser = stage.organiser().await?;
    let [_, afternoon] = stage.sessions(&organiser).await?;
    let mut office = stage.browser("辦公室", OFFICE).await?;
    let path = format!("/import/{}", afternoon.id);
    let result = import(&mut office, &path).await;
    stage.watched(&[&office], result).await?;
    let tablet = stage.tablet("平板", "方志豪", "第二場").await?;
    let result = on_the_tablet(&tablet).await;
    stage.watched(&[&tablet], result).await
}

async fn choose(office: &Browser) -> anyhow::Result<()> {
    office.sees("選擇名冊檔案").await?;
    office.choose_file("名冊.csv", &roster()).await
}

async fn import(office: &mut Browser, path: &str) -> anyhow::Result<()> {
    office.start("/").await?;
    office.press("以蘇曉萍進入").await?;
    office.sees("第一場").await?;
    office.open(path).await?;
    choose(office).await?;
    office.sees("需要處理 3").await?;
    office.sees("新增 57").await?;
    office.sees("還有 3 列需要處理").await?;
    // The unknown school is looked for under its name, the copy left out, the title added.
    office.fill("都不是：輸入校名再找", "海豐國小").await?;
    office.press("尋找").await?;
    office.sees("需要處理 2").await?;
    office.press("略過這一列").await?;
    office.sees("需要處理 1").await?;
    office.fill("職稱", "主任").await?;
    office.press("確定").await?;
    office.sees("需要處理 0").await?;
    office.press("匯入，59 筆變更").await?;
    office.sees("已匯入，59 筆變更。").await?;
    office.press("換一個檔案").await?;
    choose(office).await?;
    office.sees("0 筆變更").await?;
    office.sees("檔案的內容與名冊完全相同。").await
}

async fn on_the_tablet(tablet: &Browser) -> anyhow::Result<()> {
    for (name, title) in [("林試算", "組長"), ("王試算", "主任")] {
        tablet.search(name).await?;
        tablet.the_row(&[name, "海豐國小", title]).await?;
    }
    Ok(())
}
