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
    /// Package and binary, run one after the other with the same arguments.
    bins: &'static [(&'static str, &'static str)],
    /// It starts the built product, in a browser or not.
    product: bool,
    browser: bool,
}

const PROGRAMS: &[Program] = &[
    Program { command: "sim", bins: &[("yanxi-testkit", "sim")], product: false, browser: false },
    Program {
        command: "kill-server",
        bins: &[("yanxi-testkit", "kill_server")],
        product: true,
        browser: false,
    },
    Program { command: "kill-browser", bins: &[("yanxi-e2e", "kill_browser")], product: true, browser: true },
    Program { command: "shots", bins: &[("yanxi-e2e", "shots")], product: true, browser: true },
    Program {
        command: "bench",
        bins: &[
            ("yanxi-testkit", "ingest_bench"),
            ("yanxi-testkit", "registering_bench"),
            ("yanxi-testkit", "directory_bench"),
            ("yanxi-e2e", "bench"),
        ],
        product: true,
        browser: true,
    },
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
        let product = if self.program.product { Some(product::build(Flavour::Release)?) } else { None };
        if self.program.browser {
            browser::ensure()?;
            tools::npm_install(browser::AXE)?;
        }
        for (package, bin) in self.program.bins {
            let mut cargo = cargo();
            cargo
                .args(["run", "--quiet", "--release", "--package", package, "--bin", bin, "--"])
                .args(&self.args);
            if let Some(product) = &product {
                cargo.env("YANXI_BIN", product);
            }
            if self.program.browser {
                browser::environment(&mut cargo);
            }
            run(&mut cargo)?;
        }
        Ok(())
    }
}
