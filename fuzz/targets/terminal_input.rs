#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendlog_fuzz::terminal_input::try_with(bytes));
