#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendlog_fuzz::journal_file::try_with(bytes));
