//! `yanxi admin import-directory`: what it prints, and that it writes only when told to.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use encoding_rs::BIG5;
use tempfile::TempDir;

const E1: &str = "\u{FEFF}學年度,代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n\
    114,999601,縣立晴山國小,公立,[13]屏東縣,\"[900]屏東縣屏東市晴山路1號, 2樓\",(08)000-0000,http://a.example\r\n\
    \r\n\
    114,999602,縣立曦原國小,公立,[13]屏東縣,,,\r\n\
    114,99603,縣立朗埔國小,公立,[13]屏東縣,,,\r\n\
    ,,合計,,,,,\r\n";
const J1: &str = "代碼,學校名稱,公/私立,縣市名稱,地址,電話,網址\r\n\
    999701,市立朗埔國(中)小,公立,[19]臺中市,,,\r\n";

struct Import {
    folder: TempDir,
    files: Vec<PathBuf>,
}

impl Import {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = ["e1_new.csv", "j1_new.csv"].map(|name| folder.path().join(name)).into();
        let import = Self { folder, files };
        import.write(0, E1.as_bytes());
        import.write(1, &BIG5.encode(J1).0);
        import
    }

    fn write(&self, file: usize, bytes: &[u8]) {
        fs::write(&self.files[file], bytes).unwrap();
    }

    fn run(&self, options: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_yanxi"))
            .env("YANXI_DATA", self.data())
            .env_remove("YANXI_DATABASE_URL")
            .args(["admin", "import-directory"])
            .args(&self.files)
            .args(options)
            .output()
            .unwrap()
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    #[track_caller]
    fn says(&self, options: &[&str]) -> String {
        let output = self.run(options);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

#[test]
fn the_preview_says_what_every_file_and_row_is() {
    insta::assert_snapshot!(Import::new().says(&[]));
}

#[test]
fn only_apply_writes_and_applying_again_finds_nothing_to_do() {
    let import = Import::new();
    for _ in 0..2 {
        assert!(import.says(&[]).contains("     3 new\n"));
    }
    assert!(import.says(&["--apply"]).ends_with("written: 3 new, 0 changed, 0 closed\n"));
    let again = import.says(&[]);
    assert!(again.contains("     3 unchanged\n") && again.ends_with("nothing to write\n"), "{again}");
}

#[test]
fn a_renamed_and_a_missing_school_are_shown_before_they_are_written() {
    let import = Import::new();
    import.says(&["--apply"]);
    let next: String = E1
        .replace("晴山國小", "碧湖國小")
        .lines()
        .filter(|line| !line.contains("999602"))
        .collect::<Vec<_>>()
        .join("\n");
    import.write(0, next.as_bytes());
    let preview = import.says(&[]);
    assert!(preview.contains("999601 縣立碧湖國小: 學校名稱 縣立晴山國小 → 縣立碧湖國小"), "{preview}");
    assert!(preview.contains("closing:\n  999602 屏東縣 曦原國小\n"), "{preview}");
    assert!(import.says(&["--apply"]).ends_with("written: 0 new, 1 changed, 1 closed\n"));
}

#[test]
fn a_file_that_is_no_directory_stops_everything() {
    let import = Import::new();
    import.write(1, "姓名,職稱\r\n某某,教師\r\n".as_bytes());
    assert!(import.says(&[]).contains("j1_new.csv: NOT READ, no header with 代碼, 學校名稱, 縣市名稱"));
    let output = import.run(&["--apply"]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("有檔案無法辨識，沒有寫入任何資料"));
    assert!(import.says(&[]).contains("     2 new\n"));
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let mut import = Import::new();
    import.files[0] = Path::new("nowhere.csv").into();
    let output = import.run(&[]);
    assert!(!output.status.success());
    assert!(String::from_utf8(output.stderr).unwrap().contains("nowhere.csv"));
}
