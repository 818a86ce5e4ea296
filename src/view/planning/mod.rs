//! What the pages of planning share: words for findings, places and standings, and plans read from the server.

pub mod load;
pub mod paper;
pub mod standing;
pub mod words;
