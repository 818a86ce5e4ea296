//! Commands that live in other crates: the simulator, the kill tests, screenshots and measurements.

use std::ffi::OsString;

use crate::{
    app::Flavour,
    process::{cargo, run},
    run as product,
    suite::browser,
    tools,
};

/// One program of another crate.
#[derive(Debug)]
pub struct Dispatch {
    program: &'static Program,
    args: Vec<OsString>,
}

#[derive(Debug)]
struct Program {
    command: &'static str,
    package: &'static str,
    bin: &'static str,
    /// It starts the built product, in a browser or not.
    product: bool,
    browser: bool,
}

const PROGRAMS: &[Program] = &[
    Program { command: "sim", package: "yanxi-testkit", bin: "sim", product: false, browser: false },
    Program {
        command: "kill-server",
        package: "yanxi-testkit",
        bin: "kill_server",
        product: true,
        browser: false,
    },
    Program {
        command: "kill-browser",
        package: "yanxi-e2e",
        bin: "kill_browser",
        product: true,
        browser: true,
    },
    Program { command: "shots", package: "yanxi-e2e", bin: "shots", product: true, browser: true },
    Program { command: "bench", package: "yanxi-e2e", bin: "bench", product: true, browser: true },
];

impl Dispatch {
    /// The program for a command name, with all further arguments passed on as they are.
    ///
    /// # Errors
    /// Arguments that cannot be read.
    pub fn parse(command: &str, mut args: lexopt::Parser) -> anyhow::Result<Option<Self>> {
        let Some(program) = PROGRAMS.iter().find(|program| program.command == command) else {
            return Ok(None);
        };
        Ok(Some(Self { program, args: args.raw_args()?.collect() }))
    }

    /// Builds what the program needs and runs it.
    ///
    /// # Errors
    /// Something does not build, or the program does not succeed.
    pub fn perform(&self) -> anyhow::Result<()> {
        let Program { package, bin, .. } = self.program;
        let mut cargo = cargo();
        cargo
            .args(["run", "--quiet", "--release", "--package", package, "--bin", bin, "--"])
            .args(&self.args);
        if self.program.product {
            cargo.env("YANXI_BIN", product::build(Flavour::Release)?);
        }
        if self.program.browser {
            browser::ensure()?;
            tools::npm_install(browser::AXE)?;
            browser::environment(&mut cargo);
        }
        run(&mut cargo)
    }
}
