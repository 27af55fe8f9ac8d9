//! Bodies and the documents that they are.

#[path = "../../../tests/generated/bodies.rs"]
mod bodies;
mod corpus;
mod html;
mod invariants;
mod markdown;
mod notation;
mod properties;
