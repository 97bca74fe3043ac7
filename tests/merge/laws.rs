//! The laws of merging, for journals made by random acts on machines that began with one journal or apart.

use proptest::prelude::*;

use super::replica::{Machines, amounts_to, deeds, go_on, merge, said};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(16))]

    /// Here into there is the same as there into here; nothing that either side ever said is lost, and nothing is made up.
    #[test]
    fn the_direction_does_not_matter(common in deeds(8), here in deeds(8), there in deeds(8), apart in any::<bool>()) {
        let mut machines = Machines::new();
        let one = machines.begun(&common);
        let other = if apart { machines.begun(&common) } else { machines.copy(&one) };
        go_on(&one, &here);
        go_on(&other, &there);
        let (there_into_here, here_into_there) = (machines.merged(&one, &other), machines.merged(&other, &one));
        let all: std::collections::BTreeSet<_> = said(&one).union(&said(&other)).cloned().collect();
        prop_assert_eq!(&said(&there_into_here), &all);
        prop_assert_eq!(&said(&here_into_there), &all);
        prop_assert_eq!(amounts_to(&there_into_here), amounts_to(&here_into_there));
    }

    /// Three machines come to the same, whoever is merged first, also when some were merged before and went on.
    #[test]
    fn the_order_does_not_matter(
        common in deeds(6), acts in [deeds(6), deeds(6), deeds(6)], later in [deeds(4), deeds(4), deeds(4)],
        met in any::<bool>(),
    ) {
        let mut machines = Machines::new();
        let first = machines.begun(&common);
        let second = machines.copy(&first);
        let third = machines.begun(&[]);
        let all = [&first, &second, &third];
        all.iter().zip(&acts).for_each(|(path, acts)| go_on(path, acts));
        if met {
            merge(&second, &third);
        }
        all.iter().zip(&later).for_each(|(path, acts)| go_on(path, acts));
        let left = machines.merged(&first, &second);
        let left = machines.merged(&left, &third);
        let right = machines.merged(&second, &third);
        let right = machines.merged(&first, &right);
        prop_assert_eq!(said(&left), said(&right));
        prop_assert_eq!(amounts_to(&left), amounts_to(&right));
    }

    /// What was merged once changes nothing a second time, nor does an old copy, nor a copy of the journal itself.
    #[test]
    fn what_is_known_changes_nothing(common in deeds(8), here in deeds(8), there in deeds(8)) {
        let mut machines = Machines::new();
        let one = machines.begun(&common);
        let (old, other) = (machines.copy(&one), machines.copy(&one));
        go_on(&one, &here);
        go_on(&other, &there);
        merge(&one, &other);
        let itself = machines.copy(&one);
        let before = (said(&one), amounts_to(&one), std::fs::read(&one).unwrap());
        for known in [&other, &old, &itself] {
            prop_assert_eq!(merge(&one, known).taken, 0);
        }
        prop_assert_eq!((said(&one), amounts_to(&one)), (before.0.clone(), before.1.clone()));
        prop_assert!(before.2 == std::fs::read(&one).unwrap(), "the file was written");
        // Going back and forth ends with both alike.
        merge(&other, &one);
        prop_assert_eq!((said(&other), amounts_to(&other)), (before.0, before.1));
    }

    /// Settling a conflict on one machine settles it on the other.
    #[test]
    fn settled_is_settled(common in deeds(8), here in deeds(8), there in deeds(8), pick in any::<prop::sample::Index>()) {
        let mut machines = Machines::new();
        let one = machines.begun(&common);
        let other = machines.copy(&one);
        go_on(&one, &here);
        go_on(&other, &there);
        merge(&one, &other);
        let mut journal = mendlog::store::Journal::open(&one).unwrap();
        while let Some(conflict) = journal.conflicts().unwrap().first() {
            let versions: Vec<_> = conflict.versions().cloned().collect();
            let chosen = &versions[pick.index(versions.len())];
            prop_assert!(journal.settle(&chosen.name, super::replica::at(9)).unwrap());
        }
        drop(journal);
        merge(&other, &one);
        let (shows, conflicts) = amounts_to(&other);
        prop_assert!(conflicts.is_empty(), "{:?}", conflicts);
        prop_assert_eq!(shows, amounts_to(&one).0);
    }
}
