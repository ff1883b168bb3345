using System;

namespace DiffGen.Programs.Heston;

/// <summary>Prices by simulated paths with given normals.</summary>
public static partial class MonteCarlo
{
    /// <summary>The discounted mean payoff of an option, and the mean of the realised variance per year, over the same paths.</summary>
    /// <param name="model">The model.</param>
    /// <param name="option">The option.</param>
    /// <param name="spot">The price at the start.</param>
    /// <param name="rate">Interest per year.</param>
    /// <param name="normals">Two for each step of each path.</param>
    /// <param name="steps">Steps per path.</param>
    [Differentiable]
    public static (double Price, double Variance) Simulate(
        HestonModel model, Option option, double spot, double rate, [NoDiff] ReadOnlySpan<double> normals, int steps)
    {
        int paths = normals.Length / (2 * steps);
        double dt = option.Maturity / steps, payoffs = 0, variances = 0;
        for (int path = 0; path < paths; path++)
        {
            (double final, double mean, double realised) = Path(normals.Slice(2 * steps * path, 2 * steps));
            payoffs += Payoff(option, final, mean);
            variances += realised;
        }

        return (Math.Exp(-rate * option.Maturity) * payoffs / paths, variances / paths);

        (double Final, double Mean, double Realised) Path(ReadOnlySpan<double> draws)
        {
            double logSpot = Math.Log(spot), variance = model.InitialVariance, sum = 0, squares = 0;
            for (int i = 0; i < draws.Length; i += 2)
            {
                double before = logSpot;
                model.Advance(ref logSpot, ref variance, rate, dt, draws[i], draws[i + 1]);
                sum += Math.Exp(logSpot);
                squares += (logSpot - before) * (logSpot - before);
            }

            return (Math.Exp(logSpot), sum / steps, squares / option.Maturity);
        }
    }

    /// <summary>The price alone.</summary>
    [Differentiable(Hvp = true)]
    public static double Price(HestonModel model, Option option, double spot, double rate, [NoDiff] ReadOnlySpan<double> normals, int steps) =>
        Simulate(model, option, spot, rate, normals, steps).Price;

    private static double Payoff(Option option, double final, double mean) => option.Kind switch
    {
        PayoffKind.Call => Math.Max(final - option.Strike, 0),
        PayoffKind.Put => Math.Max(option.Strike - final, 0),
        PayoffKind.AsianCall => Math.Max(mean - option.Strike, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(option)),
    };
}
