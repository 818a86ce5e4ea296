//! Importing a roster into a session (U-A3, X-02): preview, then the same in one transaction.

use std::collections::{BTreeSet, HashMap};

use sha2::{Digest as _, Sha256};
use yanxi_domain::{
    course::{Course, Session, SessionState},
    directory::ListedSchool,
    ids::{CourseId, OrgId, SessionId},
    roster_import::{
        Choices, Examined, KnownEntry, KnownPerson, Problem, Row, RowChoice, SchoolChoice, Verdict, columns,
        examine::{Known, examine},
    },
    text::search_key,
};
use yanxi_protocol::imports::{ImportRoster, ImportedRow, MissingPerson, RosterPreview, SchoolName};

use super::{
    directory_file::{DirectoryFile, hex_digest},
    office::{course_of, open},
    roster_writes, uploaded_file,
};
use crate::{
    actor::Actor,
    failure::{Failure, Kind},
    state::AppState,
    store::{RowKey, Tx},
};

/// Most rows of one file; the largest session has 1,000 seats (S1-07).
const MAX_ROWS: usize = 5_000;
/// Most decisions that come with a request.
const MAX_CHOICES: usize = 10_000;

/// Everything an import is decided from, read in one transaction.
pub(super) struct Scene {
    pub course: Course,
    pub session: Session,
    pub rows: Vec<Row>,
    pub keys: Vec<RowKey>,
    pub schools: Vec<ListedSchool>,
    pub roster: Vec<KnownEntry>,
    pub positions: Vec<i64>,
    pub choices: Choices,
    pub examined: Examined,
}

/// Shows what a file would change, or applies what was shown.
///
/// # Errors
/// 403 unless the caller organises the course; the file cannot be read (`file_not_read`, `file_too_large`,
/// `columns_missing`, `too_many_rows`); and when applying: `rows_need_attention`, `roster_changed`, `not_missing`,
/// `course_closed`, `session_called_off`. Nothing was written then.
pub async fn import(
    state: &AppState,
    actor: &Actor,
    session: SessionId,
    body: &ImportRoster,
) -> Result<RosterPreview, Failure> {
    let course = course_of(actor, session)?;
    let account = actor.account()?;
    let file = uploaded_file::read(&body.file).await?;
    let rows = rows(&file)?;
    if body.choices.rows.len() + body.choices.schools.len() > MAX_CHOICES {
        return Err(too_many_rows());
    }
    let Some(apply) = &body.apply else {
        let mut tx = state.store.read().await?;
        let scene = Scene::read(&mut tx, course, session, rows, &body.choices).await?;
        return Ok(answer(&scene, &file));
    };
    let mut tx = open(state, course, session).await?;
    let scene = Scene::read(&mut tx, course, session, rows, &body.choices).await?;
    let shown = answer(&scene, &file);
    check(&scene, &shown, &apply.shown)?;
    let cancelled =
        roster_writes::write(state, &mut tx, account.id, &file.sha256, &scene, &apply.cancel).await?;
    tx.commit().await?;
    Ok(RosterPreview { applied: true, cancelled, ..shown })
}

fn rows(file: &DirectoryFile) -> Result<Vec<Row>, Failure> {
    let rows = columns::read(&file.table.lines).map_err(|missing| {
        let reason =
            "找不到必要的欄位，沒有寫入任何資料。名冊須有「姓名」與「學校」欄；可下載範本，把資料貼上後再試。";
        let details = missing.into_iter().map(str::to_owned).collect();
        Failure::invalid("columns_missing", "columns are missing", reason).with_details(details)
    })?;
    if rows.len() > MAX_ROWS {
        return Err(too_many_rows());
    }
    Ok(rows)
}

fn too_many_rows() -> Failure {
    let reason = "名冊超過 5,000 列，沒有寫入任何資料。請確認是這一場次的名冊，或分成幾個檔案匯入。";
    Failure::new(Kind::TooLarge, "too_many_rows", "more rows than one import takes", reason)
}

impl Scene {
    async fn read(
        tx: &mut Tx,
        course: CourseId,
        session: SessionId,
        rows: Vec<Row>,
        choices: &Choices,
    ) -> Result<Self, Failure> {
        let course = tx.course(course).await?.ok_or_else(Failure::not_found)?;
        let found = tx.session(session).await?.ok_or_else(Failure::not_found)?;
        let schools = tx.listed_schools().await?;
        let (roster, positions) = tx.known_entries(session).await?.into_iter().unzip();
        let keys = row_keys(&rows);
        let choices = with_remembered(tx, course.id, session, &rows, &keys, choices).await?;
        let mut scene = Self {
            course,
            session: found,
            rows,
            keys,
            schools,
            roster,
            positions,
            choices,
            examined: Examined { rows: Vec::new(), writes: Vec::new(), missing: Vec::new(), admitted: 0 },
        };
        // The first look tells the schools, and so the people who may be meant.
        let people = scene.people(tx).await?;
        scene.examined = scene.examine(&people);
        Ok(scene)
    }

    fn examine(&self, people: &[KnownPerson]) -> Examined {
        let known = Known {
            session: self.session.id,
            course_code: self.course.external_code.as_deref(),
            schools: &self.schools,
            roster: &self.roster,
            people,
        };
        examine(&self.rows, known, &self.choices)
    }

    async fn people(&self, tx: &mut Tx) -> Result<Vec<KnownPerson>, Failure> {
        let names: BTreeSet<String> = self.rows.iter().map(|row| search_key(&row.name)).collect();
        let mut people = Vec::new();
        let schools: BTreeSet<OrgId> = self.examine(&[]).rows.into_iter().filter_map(|(_, id)| id).collect();
        for school in schools {
            let of_school = tx.people_of_school(school).await?;
            people.extend(of_school.into_iter().filter(|person| names.contains(&search_key(&person.name))));
        }
        Ok(people)
    }
}

/// What the rows are remembered by.
fn row_keys(rows: &[Row]) -> Vec<RowKey> {
    let mut copies: HashMap<[u8; 32], i64> = HashMap::new();
    rows.iter()
        .map(|row| {
            let mut digest = Sha256::new();
            for text in row.texts() {
                digest.update(text.as_bytes());
                digest.update([0]);
            }
            let digest: [u8; 32] = digest.finalize().into();
            let copy = copies.entry(digest).or_default();
            *copy += 1;
            (digest, *copy - 1)
        })
        .collect()
}

/// The choices that came, and behind them those of earlier imports of the same rows.
async fn with_remembered(
    tx: &mut Tx,
    course: CourseId,
    session: SessionId,
    rows: &[Row],
    keys: &[RowKey],
    choices: &Choices,
) -> Result<Choices, Failure> {
    let mut all = choices.clone();
    let written = |choice: &SchoolChoice| (search_key(&choice.county), search_key(&choice.written));
    let chosen: BTreeSet<_> = all.schools.iter().map(written).collect();
    let of_file: BTreeSet<_> =
        rows.iter().map(|row| (search_key(&row.county), search_key(&row.school))).collect();
    let remembered = tx.roster_school_choices(course).await?;
    all.schools.extend(remembered.into_iter().filter(|choice| {
        let key = written(choice);
        of_file.contains(&key) && !chosen.contains(&key)
    }));
    let lines: HashMap<RowKey, u64> = keys.iter().copied().zip(rows.iter().map(|row| row.line)).collect();
    let chosen: BTreeSet<u64> = all.rows.iter().map(|choice| choice.line).collect();
    for (key, choice) in tx.roster_row_choices(session).await? {
        if let Some(line) = lines.get(&key).copied().filter(|line| !chosen.contains(line)) {
            all.rows.push(RowChoice { line, ..choice });
        }
    }
    all.rows.sort_by_key(|choice| choice.line);
    Ok(all)
}

fn check(scene: &Scene, now: &RosterPreview, shown: &str) -> Result<(), Failure> {
    if scene.course.closed_at.is_some() {
        let reason = "課程已結案，名冊不能再變更，沒有寫入任何資料。如需更正，請先洽系統管理員。";
        return Err(Failure::conflict("course_closed", "the course is closed", reason));
    }
    if scene.session.state == SessionState::Cancelled {
        let reason = "本場次已停辦，沒有寫入任何資料。請確認場次後再匯入。";
        return Err(Failure::conflict("session_called_off", "the session is called off", reason));
    }
    if !scene.examined.is_settled() {
        let reason = "還有需要處理的列，沒有寫入任何資料。請逐列選擇學校、補上職稱或同名註記，或略過該列。";
        return Err(Failure::conflict("rows_need_attention", "some rows are not settled", reason));
    }
    if now.shown != shown {
        let reason = "預覽之後名冊已有其他變更，沒有寫入任何資料。請看過新的預覽後再套用。";
        return Err(Failure::conflict("roster_changed", "the preview is no longer true", reason));
    }
    Ok(())
}

fn answer(scene: &Scene, file: &DirectoryFile) -> RosterPreview {
    let rows: Vec<ImportedRow> = scene
        .rows
        .iter()
        .zip(&scene.examined.rows)
        .map(|(row, (verdict, school_id))| ImportedRow {
            line: row.line,
            name: row.name.clone(),
            county: row.county.clone(),
            school: row.school.clone(),
            title: row.title.clone(),
            disambiguator: row.disambiguator.clone(),
            school_id: *school_id,
            verdict: verdict.clone(),
        })
        .collect();
    let missing = scene
        .roster
        .iter()
        .map(|known| &known.entry)
        .filter(|entry| scene.examined.missing.contains(&entry.id))
        .map(|entry| MissingPerson {
            registration: entry.id,
            name: entry.name.clone(),
            school: entry.school_name.clone(),
            title: entry.title.clone(),
            imported: entry.origin == yanxi_domain::roster::Origin::Imported,
        })
        .collect();
    let mut preview = RosterPreview {
        encoding: file.encoding.to_owned(),
        schools: school_names(&rows, &scene.schools),
        rows,
        missing,
        admitted: u32::try_from(scene.examined.admitted).unwrap_or(u32::MAX),
        capacity: scene.session.capacity,
        choices: scene.choices.clone(),
        shown: String::new(),
        applied: false,
        cancelled: 0,
    };
    preview.shown = hex_digest(&serde_json::to_vec(&preview).unwrap_or_default());
    preview
}

/// Names of the schools that rows mean or might mean.
fn school_names(rows: &[ImportedRow], schools: &[ListedSchool]) -> Vec<SchoolName> {
    let mut named: BTreeSet<OrgId> = rows.iter().filter_map(|row| row.school_id).collect();
    for row in rows {
        let Verdict::Attention { problems } = &row.verdict else { continue };
        for problem in problems {
            if let Problem::School { suggestions } = problem {
                named.extend(suggestions);
            }
        }
    }
    let listed = schools.iter().map(|listed| &listed.school).filter(|school| named.contains(&school.id));
    listed
        .map(|school| SchoolName {
            id: school.id,
            name: school.full_name.clone(),
            short_name: school.short_name.clone(),
            county: school.county.clone(),
        })
        .collect()
}
