//! Identifiers of our own: version 7 UUIDs (RFC 9562), which sort by the time they were made. Where the time and the
//! randomness come from is the caller's affair.

use std::fmt;
use std::str::FromStr;

/// Text that is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("that is no identifier: it takes 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12")]
pub struct IdError;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The identifier in its sixteen bytes, most significant first.
            pub fn to_bytes(self) -> [u8; 16] {
                self.0.to_be_bytes()
            }

            /// The identifier that [`Self::to_bytes`] wrote.
            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(u128::from_be_bytes(bytes))
            }

            /// When it was made, in milliseconds since 1970.
            pub fn millis(self) -> u64 {
                u64::try_from(self.0 >> 80).unwrap_or_default()
            }
        }

        impl From<u128> for $name {
            fn from(number: u128) -> Self {
                Self(number)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_grouped(self.0, f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_grouped(self.0, f)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                read_grouped(text).map(Self).ok_or(IdError)
            }
        }
    };
}

id!(
    /// A card, whatever its file is called and wherever it leads.
    CardId
);
id!(
    /// One step: everything that one command changed.
    StepId
);
id!(
    /// One state database, from its creation on.
    DeviceId
);
id!(
    /// One run of the program.
    SessionId
);

/// Makes identifiers that ascend, for one moment and from one random start.
#[derive(Debug, Clone)]
pub struct Ids {
    millis: u64,
    /// The 74 bits that are not time, counted up.
    tail: u128,
}

const TAIL_BITS: u32 = 74;
/// 62 bits of the tail lie behind the variant, the rest before it.
const LOW_BITS: u32 = 62;

impl Ids {
    /// Identifiers of the moment `millis` (since 1970), from `random` on. The topmost bit of the random part is left
    /// free, so that counting up has room.
    pub fn new(millis: u64, random: u128) -> Self {
        Self { millis, tail: random & ((1 << (TAIL_BITS - 1)) - 1) }
    }

    /// One more.
    pub fn make<I: From<u128>>(&mut self) -> I {
        let time = u128::from(self.millis) & ((1 << 48) - 1);
        let high = (self.tail >> LOW_BITS) & ((1 << 12) - 1);
        let low = self.tail & ((1 << LOW_BITS) - 1);
        self.tail = self.tail.wrapping_add(1);
        I::from(time << 80 | 7 << 76 | high << 64 | 2 << LOW_BITS | low)
    }
}

fn write_grouped(number: u128, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let hex = format!("{number:032x}");
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    write!(f, "{}-{}-{}-{}-{}", part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32))
}

fn read_grouped(text: &str) -> Option<u128> {
    let groups: Vec<&str> = text.split('-').collect();
    if groups.iter().map(|group| group.len()).ne([8, 4, 4, 4, 12]) {
        return None;
    }
    if !groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return None;
    }
    u128::from_str_radix(&groups.concat(), 16).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn identifiers_are_version_7() {
        let mut ids = Ids::new(0x0190_1234_5678, u128::MAX);
        let first: CardId = ids.make();
        assert_eq!(first.to_string(), "01901234-5678-77ff-bfff-ffffffffffff");
        assert_eq!(first.millis(), 0x0190_1234_5678);
        let second: CardId = ids.make();
        assert_eq!(second.to_string(), "01901234-5678-7800-8000-000000000000");
        assert!(first < second);
    }

    #[test]
    fn what_is_no_identifier_is_said() {
        for text in ["", "01901234", "01901234-5678-77ff-bfff-fffffffffff", "+1901234-5678-77ff-bfff-ffffffffffff"] {
            assert_eq!(text.parse::<CardId>(), Err(IdError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn prop_text_and_bytes_give_it_back(millis in any::<u64>(), random in any::<u128>()) {
            let id: StepId = Ids::new(millis, random).make();
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert_eq!(StepId::from_bytes(id.to_bytes()), id);
        }
    }
}
