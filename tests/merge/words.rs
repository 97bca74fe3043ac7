//! What `mendlog merge` and `mendlog conflicts` say.
