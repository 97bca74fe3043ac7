#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendlog_fuzz::foreign_table::try_with(bytes));
