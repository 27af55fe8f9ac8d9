//! Which system calls a process makes, and the same process with one of them hit. Only the thread that does the work is
//! traced, from the moment it begins: calls are counted for each thread, and other threads make some too.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::driver;
use super::scene::Scene;

/// The `nth` call of this name, counted from 1 since the work began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) call: String,
    pub(super) nth: usize,
}

/// Whether system calls can be hit here.
pub(crate) fn is_there() -> bool {
    let works = Command::new("strace").args(["-qq", "-e", "trace=none", "true"]).output();
    // Under Yama a process may trace its descendants only, unless it is root's.
    let scope = std::fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_default();
    let allowed = rustix::process::geteuid().is_root() || matches!(scope.trim(), "" | "0");
    let works = allowed && works.is_ok_and(|output| output.status.success());
    if !works {
        println!("strace is not there or may not trace: no system call was hit");
    }
    works
}

/// Every system call of an action.
pub(super) fn points(action: &str, scene: &Scene) -> Vec<Point> {
    let log = scene.folder().join("strace");
    let output = strace(action, scene.folder(), &["-o", log.to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(driver::DONE), "{}", String::from_utf8_lossy(&output.stderr));
    let mut counts: HashMap<String, usize> = HashMap::new();
    let mut points = Vec::new();
    for line in std::fs::read_to_string(log).expect("a log").lines() {
        let Some((name, _)) = line.split_once('(') else { continue };
        // The thread is caught while it waits to begin.
        let waits = matches!(name, "poll" | "ppoll" | "restart_syscall");
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') || name.starts_with("exit") {
            continue;
        }
        let nth = counts.entry(name.to_owned()).or_default();
        *nth += 1;
        if !waits {
            points.push(Point { call: name.to_owned(), nth: *nth });
        }
    }
    points
}

/// Runs an action with one call hit: `signal=KILL` or `error=EIO`.
pub(super) fn hit(action: &str, scene: &Scene, point: &Point, how: &str) -> Output {
    hit_when(action, scene, point, how, "")
}

/// The same with every later call of the same name hit as well.
pub(super) fn hit_from_there_on(action: &str, scene: &Scene, point: &Point, how: &str) -> Output {
    hit_when(action, scene, point, how, "+")
}

fn hit_when(action: &str, scene: &Scene, point: &Point, how: &str, on: &str) -> Output {
    let inject = format!("inject={}:{how}:when={}{on}", point.call, point.nth);
    let trace = format!("trace={}", point.call);
    strace(action, scene.folder(), &["-o", "/dev/null", "-e", &trace, "-e", &inject])
}

/// Runs an action with one call held up for a second, and does something `meanwhile`.
pub(super) fn hold_up(action: &str, scene: &Scene, point: &Point, meanwhile: impl FnOnce()) -> Output {
    let inject = format!("inject={}:delay_enter=1000000:when={}", point.call, point.nth);
    let trace = format!("trace={}", point.call);
    traced(action, scene.folder(), &["-o", "/dev/null", "-e", &trace, "-e", &inject], meanwhile)
}

fn strace(action: &str, scene: &Path, options: &[&str]) -> Output {
    traced(action, scene, options, || {})
}

fn traced(action: &str, scene: &Path, options: &[&str], meanwhile: impl FnOnce()) -> Output {
    let (program, arguments) = driver::program();
    let mut command = Command::new(program);
    command.args(arguments).envs(driver::command(action, scene));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut driven = command.spawn().expect("a process");
    let mut said = BufReader::new(driven.stdout.take().expect("a pipe")).lines();
    let thread = said.find_map(|line| Some(line.ok()?.strip_prefix(driver::READY)?.to_owned())).expect("a thread");
    let mut tracer = Command::new("strace");
    let mut tracer = tracer.args(options).args(["-p", &thread]).stderr(Stdio::piped()).spawn().expect("strace");
    let mut told = BufReader::new(tracer.stderr.take().expect("a pipe")).lines();
    assert!(told.any(|line| line.expect("text").contains("attached")), "strace may not trace");
    driven.stdin.take().expect("a pipe").write_all(b"\n").expect("a reader");
    meanwhile();
    let output = driven.wait_with_output().expect("an end");
    drop(told);
    tracer.wait().expect("an end");
    output
}
