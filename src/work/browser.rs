//! stub
use crate::card::{SafeText, SafeUrl};
#[derive(Debug)]
pub struct Browser;
impl Browser {
    pub fn open(&self, _: &SafeUrl) -> Result<(), SafeText> {
        Ok(())
    }
}
