from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from carousel import likelihood_fits
from carousel.likelihood import priors
from carousel.likelihood.calibrating import Calibration, Figures, calibrate
from carousel.likelihood.simulator import invent, with_echoes_as_voices
from carousel.likelihood.snapshots import snapshots_of
from carousel.record.compute import record_of

# Beyond this the numbers say too much or too little, once enough is resolved to tell.
WORST_ERROR = 0.10
SEATS, SEED = 500, 2026


class Command(BaseCommand):
    help = "Fit the likelihood to what became of rumours, and print how well its numbers hold."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if the numbers do not hold"
        )
        parser.add_argument(
            "--simulate", action="store_true", help="on invented seasons, in which the truth is known"
        )

    def handle(self, *args, check: bool, simulate: bool, **options) -> None:
        if simulate:
            return self._simulate(check)
        wrong = []
        for direction, found in likelihood_fits.calibrations().items():
            self._print("Who gets a post" if direction == "in" else "Who loses a post", found)
            wrong += [f"{direction}: {fault}" for fault in _faults(found.figures)]
            if not check:
                likelihood_fits.keep(direction, found, timezone.localdate())
        if check and wrong:
            raise CommandError(f"The numbers do not hold: {'; '.join(wrong)}.")

    def _simulate(self, check: bool) -> None:
        season = invent(SEATS, SEED)
        found = calibrate(snapshots_of(record_of(season.ledger), "in"))
        self._print("Invented seasons", found)
        apart = record_of(with_echoes_as_voices(season).ledger)
        self._print(
            "The same, with every echo taken for a voice of its own", calibrate(snapshots_of(apart, "in"))
        )
        wrong = _faults(found.figures, worst_error=0.05)
        if check and wrong:
            raise CommandError(f"The numbers do not hold: {'; '.join(wrong)}.")

    def _print(self, title: str, found: Calibration) -> None:
        figures = found.figures
        self.stdout.write(f"{title}: {figures.resolved} rumours resolved")
        if not figures.resolved:
            return
        fitted = "fitted" if found.is_fitted else f"documented (fitted from {priors.ENOUGH} resolved on)"
        weights = ", ".join(f"{name} {weight:.2f}" for name, weight in found.weights.items())
        self.stdout.write(
            f"  weights, {fitted}: {weights}\n"
            f"  Brier score {figures.brier:.4f}; always saying {100 * figures.base_rate:.0f} in 100 "
            f"{figures.brier_of_base_rate:.4f}; following {figures.best_outlet or 'nobody'} alone "
            f"{figures.brier_of_best_outlet:.4f}\n"
            f"  calibration error {figures.calibration_error:.4f}\n"
            f"  {'given':>8} {'rumours':>8} {'said':>6} {'came':>6}   95 in 100"
        )
        for group in figures.groups:
            if group.count:
                low, high = group.interval
                self.stdout.write(
                    f"  {group.low:>3}–{group.high:<4} {group.count:>8.0f} {100 * group.said:>6.1f} "
                    f"{100 * group.rate:>6.1f}   {100 * low:.0f}–{100 * high:.0f}"
                )


def _faults(figures: Figures, worst_error: float = WORST_ERROR) -> list[str]:
    """What is wrong with the numbers; nothing while too little is resolved to tell."""
    if figures.resolved < priors.ENOUGH:
        return []
    faults = []
    if not figures.beats_base_rate:
        faults.append("the base rate does better")
    if not figures.beats_best_outlet:
        faults.append(f"{figures.best_outlet} alone does better")
    if figures.calibration_error > worst_error:
        faults.append(f"the calibration error is {figures.calibration_error:.3f}")
    return faults
