#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| mendlog_fuzz::journal_csv::try_with(bytes));
