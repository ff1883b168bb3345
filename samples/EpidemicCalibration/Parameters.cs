using System;

namespace EpidemicCalibration;

/// <summary>What is calibrated, as people speak of it.</summary>
/// <param name="Contact">Infections a day that an infected person causes where everybody else is susceptible.</param>
/// <param name="Recovery">Rate of recovery, per day.</param>
/// <param name="Reporting">Probability that an infection is reported.</param>
internal readonly record struct Parameters(double Contact, double Recovery, double Reporting)
{
    public const int Count = 3;

    public static readonly string[] Names = ["contact", "recovery", "reporting"];

    /// <summary>The free numbers that the model takes.</summary>
    public double[] Free => [Math.Log(Contact), Math.Log(Recovery), Math.Log(Reporting / (1 - Reporting))];

    public double[] Values => [Contact, Recovery, Reporting];

    /// <summary>The derivative of each parameter by its free number.</summary>
    public double[] Slopes => [Contact, Recovery, Reporting * (1 - Reporting)];

    public static Parameters Of(ReadOnlySpan<double> free)
    {
        return new Parameters(Math.Exp(free[0]), Math.Exp(free[1]), 1 / (1 + Math.Exp(-free[2])));
    }
}
