//! The command line.

use std::path::PathBuf;

use anyhow::bail;
use lexopt::prelude::{Long, Short, Value, ValueExt};

use crate::{app::Flavour, dispatch::Dispatch, run::RunOptions, suite::TestOptions};

/// Text of `cargo xtask help`.
pub const HELP: &str = "\
cargo xtask run [--port N] [--data DIR] [--no-demo]   build and start the product on 127.0.0.1
cargo xtask build [--debug]                           only build what `run` starts; --debug is quick and big
cargo xtask test [--fast] [--only NAME]               run the checks; --fast is the inner loop
cargo xtask tidy                                      import directions, file sizes, leftovers
cargo xtask licences                                  licences of all dependencies against deny.toml
cargo xtask sim [--seeds N] [--from K]                the seeded simulator of tablets and server
cargo xtask kill-server [--times N]                   SIGKILL the server under load, count what was lost
cargo xtask kill-browser [--times N]                  SIGKILL Chromium while tapping, count what was lost
cargo xtask shots                                     screenshots of every page into target/shots
cargo xtask bench [NAME…]                             measure; prints a table and JSON lines
";

/// What the caller asked for.
#[derive(Debug)]
pub enum Command {
    /// Print [`HELP`].
    Help,
    /// Build and start.
    Run(RunOptions),
    /// Build only; quickly, without optimisation, if true.
    Build(Flavour),
    /// The checks.
    Test(TestOptions),
    /// [`crate::tidy`].
    Tidy,
    /// [`crate::licences`].
    Licences,
    /// Programs of other crates.
    Dispatch(Dispatch),
}

/// Reads the process arguments.
///
/// # Errors
/// An unknown command or option, or a value that does not parse.
pub fn parse() -> anyhow::Result<Command> {
    parse_from(lexopt::Parser::from_env())
}

fn parse_from(mut args: lexopt::Parser) -> anyhow::Result<Command> {
    let name = match args.next()? {
        Some(Value(name)) => name.string()?,
        None | Some(Short('h') | Long("help")) => return Ok(Command::Help),
        Some(other) => return Err(other.unexpected().into()),
    };
    match name.as_str() {
        "help" => Ok(Command::Help),
        "run" => run_options(args).map(Command::Run),
        "build" => build_options(args).map(Command::Build),
        "test" => test_options(args).map(Command::Test),
        "tidy" => no_options(args, Command::Tidy),
        "licences" => no_options(args, Command::Licences),
        other => match Dispatch::parse(other, args)? {
            Some(dispatch) => Ok(Command::Dispatch(dispatch)),
            None => bail!("unknown command {other:?}\n\n{HELP}"),
        },
    }
}

fn no_options(mut args: lexopt::Parser, command: Command) -> anyhow::Result<Command> {
    match args.next()? {
        None => Ok(command),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn build_options(mut args: lexopt::Parser) -> anyhow::Result<Flavour> {
    match args.next()? {
        None => Ok(Flavour::Release),
        Some(Long("debug")) => Ok(Flavour::Debug),
        Some(other) => Err(other.unexpected().into()),
    }
}

fn run_options(mut args: lexopt::Parser) -> anyhow::Result<RunOptions> {
    let mut options = RunOptions { port: 8080, data: PathBuf::from("data"), demo: true };
    while let Some(arg) = args.next()? {
        match arg {
            Long("port") => options.port = args.value()?.parse()?,
            Long("data") => options.data = args.value()?.into(),
            Long("no-demo") => options.demo = false,
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

fn test_options(mut args: lexopt::Parser) -> anyhow::Result<TestOptions> {
    let mut options = TestOptions::default();
    while let Some(arg) = args.next()? {
        match arg {
            Long("fast") => options.fast = true,
            Long("only") => options.only.push(args.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    Ok(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> anyhow::Result<Command> {
        parse_from(lexopt::Parser::from_args(line.split_whitespace().map(str::to_owned)))
    }

    #[test]
    fn run_has_the_documented_defaults() {
        let Command::Run(options) = parsed("run").unwrap() else { panic!("run expected") };
        assert_eq!((options.port, options.data, options.demo), (8080, PathBuf::from("data"), true));
    }

    #[test]
    fn run_takes_port_data_and_no_demo() {
        let Command::Run(options) = parsed("run --port 9000 --data /tmp/x --no-demo").unwrap() else {
            panic!("run expected")
        };
        assert_eq!((options.port, options.data, options.demo), (9000, PathBuf::from("/tmp/x"), false));
    }

    #[test]
    fn a_misspelt_option_is_an_error_and_not_ignored() {
        assert!(parsed("run --prot 9000").is_err());
        assert!(parsed("test --quick").is_err());
        assert!(parsed("tset").is_err());
        assert!(parsed("tidy now").is_err());
    }

    #[test]
    fn only_may_be_given_more_than_once() {
        let Command::Test(options) = parsed("test --only tidy --only fmt").unwrap() else {
            panic!("test expected")
        };
        assert_eq!(options.only, ["tidy", "fmt"]);
    }
}
