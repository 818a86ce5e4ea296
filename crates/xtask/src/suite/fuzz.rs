//! The API under random requests made from its own OpenAPI document: no 5xx, and no answer the document does not declare.

use std::{collections::BTreeMap, fs, net::TcpListener, path::PathBuf, process::Child};

use anyhow::{Context as _, bail, ensure};
use serde_json::{Value, json};

use crate::{
    app::Flavour,
    apt, http,
    process::{command, run, target_dir, tools_dir, works},
    server,
    steps::say,
};

/// The tool, in the version that was tried.
const SCHEMATHESIS: &str = "4.32.5";
/// Requests made for each operation and caller; the same ones every time.
const EXAMPLES: &str = "20";
const SEED: &str = "1";
/// What counts. Left out are checks that want every well-shaped request accepted: rules of a field (no blank reason, a
/// password of twelve characters) are told in words, not in the schema.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance,missing_required_header,unsupported_method";
/// A stream without an end.
const ENDLESS: &str = "/api/v1/news";
/// They would end the caller's own session, or move the clock under all others.
const LAST: [&str; 3] = ["/api/v1/demo/clock", "/api/v1/logout", "/api/v1/me/logout-everywhere"];

/// The role that asks for things that are not there, too.
const ANY_IDS: &str = "system";

/// Stops the server however the check ends.
struct Served(Child);

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks as somebody of every role in turn, then as nobody.
///
/// # Errors
/// The tool cannot be installed, the server does not start, or an answer is wrong.
pub fn check() -> anyhow::Result<()> {
    let tool = ensure()?;
    // Without the app: nothing here asks for a page, and panics on overflow are wanted.
    let binary = server::build(Flavour::Debug)?;
    let folder = target_dir().join("fuzz");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
    let _server = Served(server::start(&binary, port, &folder.join("data"), true)?);
    let mut failed = Vec::new();
    let (callers, ids) = callers(port)?;
    ensure!(callers.contains_key(ANY_IDS), "no demo person has the role {ANY_IDS}");
    let config = folder.join("ids.toml");
    fs::write(&config, known_to_paths(&ids))?;
    for (role, cookie) in callers {
        // Ids nobody has look the same to everybody: one caller with every right asks for them.
        let any = (role == ANY_IDS).then_some(None);
        for ids in any.into_iter().chain([Some(&config)]) {
            let with = if ids.is_some() { "known ids" } else { "any ids" };
            say(&format!("requests of {role} with {with}"));
            let mut schemathesis = command(&tool);
            schemathesis.current_dir(&folder);
            if let Some(config) = ids {
                schemathesis.arg("--config-file").arg(config);
            }
            schemathesis.args(arguments(port)).args(["--header", &format!("Cookie: {cookie}")]);
            for path in [ENDLESS].iter().chain(&LAST) {
                schemathesis.args(["--exclude-path", path]);
            }
            if run(&mut schemathesis).is_err() {
                failed.push(format!("{role} with {with}"));
            }
        }
    }
    say("requests of nobody");
    let mut schemathesis = command(&tool);
    schemathesis.current_dir(&folder).args(arguments(port)).args(["--exclude-path", ENDLESS]);
    if run(&mut schemathesis).is_err() {
        failed.push("nobody".to_owned());
    }
    if !failed.is_empty() {
        bail!("wrong answers to {}", failed.join(", "));
    }
    Ok(())
}

fn arguments(port: u16) -> Vec<String> {
    let document = format!("http://127.0.0.1:{port}/api/v1/openapi.json");
    let fixed =
        ["--max-examples", EXAMPLES, "--seed", SEED, "--workers", "1", "--checks", CHECKS, "--no-color"];
    ["run", &document].into_iter().chain(fixed).map(str::to_owned).collect()
}

/// Cookies by role.
type Callers = BTreeMap<String, String>;
/// An id for each name of a path parameter.
type Ids = BTreeMap<&'static str, String>;

/// One demo person of each role, entered; and ids of the demo data, which are somebody's own and the others' not.
fn callers(port: u16) -> anyhow::Result<(Callers, Ids)> {
    let people: Vec<Value> = serde_json::from_str(&http::get(port, "/api/v1/demo/people")?.body)?;
    let (mut callers, mut ids) = (Callers::new(), Ids::new());
    for person in people {
        let role = person["role"].as_str().context("a demo person without a role")?.to_owned();
        if callers.contains_key(&role) {
            continue;
        }
        let body = json!({ "account": person["account"] }).to_string();
        let answer = http::post(port, "/api/v1/demo/enter", &body)?;
        callers.insert(role, answer.cookie("yanxi_session").context("entering set no cookie")?);
        let entered: Value = serde_json::from_str(&answer.body)?;
        note_ids(&entered["me"]["account"], &mut ids);
    }
    Ok((callers, ids))
}

/// Ids an account knows of itself and its roles.
fn note_ids(account: &Value, ids: &mut Ids) {
    let mut note = |name, value: &Value| {
        if let Some(id) = value.as_str() {
            ids.entry(name).or_insert_with(|| id.to_owned());
        }
    };
    note("account", &account["id"]);
    for role in account["roles"].as_array().into_iter().flatten() {
        note("course", &role["courses"][0]);
        note("session", &role["sessions"][0]);
        note("organisation", &role["organisations"][0]);
    }
}

/// Settings that put known ids into paths.
fn known_to_paths(ids: &Ids) -> String {
    let line = |(name, id): (&&str, &String)| format!("\"path.{name}\" = \"{id}\"\n");
    format!("[parameters]\n{}", ids.iter().map(line).collect::<String>())
}

/// Installs the tool into its own folder unless that version is there.
fn ensure() -> anyhow::Result<PathBuf> {
    let folder = tools_dir().join("schemathesis");
    let program = folder.join("bin/schemathesis");
    let stamp = folder.join(SCHEMATHESIS);
    if stamp.exists() {
        return Ok(program);
    }
    if !works("python3", &["-m", "venv", "--help"]) || !works("python3", &["-c", "import ensurepip"]) {
        apt::ensure(&[("python3", "python3"), ("python3-venv", "/usr/share/doc/python3-venv")])?;
    }
    say(&format!("installing schemathesis {SCHEMATHESIS}"));
    run(command("python3").args(["-m", "venv"]).arg(&folder))?;
    let mut pip = command(folder.join("bin/pip"));
    run(pip.args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        &format!("schemathesis=={SCHEMATHESIS}"),
    ]))?;
    fs::write(stamp, "")?;
    Ok(program)
}
