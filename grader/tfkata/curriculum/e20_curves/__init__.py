"""e20_curves: See it learn: training curves and one prediction."""
