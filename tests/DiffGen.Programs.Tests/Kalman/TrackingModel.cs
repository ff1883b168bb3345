using System;

namespace DiffGen.Programs.Kalman;

/// <summary>A body on a line whose speed decays and is driven by white noise; position and speed are measured.</summary>
/// <param name="Damping">Rate at which the speed decays.</param>
/// <param name="Acceleration">Strength of the noise that drives it.</param>
/// <param name="PositionError">Standard deviation of a measured position.</param>
/// <param name="SpeedError">Standard deviation of a measured speed.</param>
/// <param name="Spread">Standard deviation of position and speed at the start.</param>
[Differentiable]
public readonly partial record struct TrackingModel(double Damping, double Acceleration, double PositionError, double SpeedError, double Spread)
{
    /// <summary>Covariance of a measurement.</summary>
    public double[,] MeasurementNoise => new double[,] { { PositionError * PositionError, 0 }, { 0, SpeedError * SpeedError } };

    /// <summary>Covariance at the start.</summary>
    public double[,] InitialCovariance => new double[,] { { Spread * Spread, 0 }, { 0, Spread * Spread } };

    /// <summary>The matrix that moves position and speed on by some time.</summary>
    public double[,] Transition(double time)
    {
        double decay = Math.Exp(-Damping * time);
        return new double[,] { { 1, (1 - decay) / Damping }, { 0, decay } };
    }

    /// <summary>Covariance of what the driving noise adds meanwhile, to leading order.</summary>
    public double[,] ProcessNoise(double time)
    {
        double q = Acceleration * Acceleration * time;
        return new double[,] { { q * time * time / 3, q * time / 2 }, { q * time / 2, q } };
    }
}
