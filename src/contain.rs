//! Which faults of foreign code are survived: those of decoders, which read whatever somebody made. What happens at all others
//! is decided in [`crate::term`].

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does something that may panic; `None` if it did. Nothing that it has changed may be looked at after that.
pub fn contained<T>(work: impl FnOnce() -> T) -> Option<T> {
    let outer = CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(outer);
    done.ok()
}

/// Whether a panic of this thread would be survived.
pub fn is_contained() -> bool {
    CONTAINED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_ends_only_the_work_that_had_it() {
        assert_eq!(contained(|| 7), Some(7));
        assert!(!is_contained());
        let fault = contained(|| {
            assert!(is_contained());
            contained(|| ());
            assert!(is_contained(), "the inner work is done, the outer is not");
            assert!(contained(|| std::panic::resume_unwind(Box::new(()))).is_none());
            std::panic::resume_unwind(Box::new(()))
        });
        assert_eq!(fault, None::<()>);
        assert!(!is_contained());
    }
}
