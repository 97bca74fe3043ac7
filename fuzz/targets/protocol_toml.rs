#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendlog_fuzz::protocol_toml::try_with(bytes));
