"""Who a name that nobody knows may be: `ranking` weighs and is pure, `looking` finds whom to weigh."""
