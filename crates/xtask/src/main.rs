//! `cargo xtask`: everything a person or a build machine does with this repository, as one command each.

mod app;
mod apt;
mod bundle;
mod cli;
mod dispatch;
mod http;
mod inputs;
mod licences;
mod postgres;
mod process;
mod run;
mod server;
mod split;
mod steps;
mod styles;
mod suite;
mod tidy;
mod tools;

use std::process::ExitCode;

use crate::cli::Command;

fn main() -> ExitCode {
    match cli::parse().and_then(perform) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Help => {
            print!("{}", cli::HELP);
            Ok(())
        }
        Command::Run(options) => run::run(&options),
        Command::Build(flavour) => run::build(flavour).map(|_| ()),
        Command::Test(options) => suite::test(&options),
        Command::Tidy => tidy::report(),
        Command::Licences => licences::check(),
        Command::Dispatch(dispatch) => dispatch.perform(),
    }
}
