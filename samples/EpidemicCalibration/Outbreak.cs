using System;
using DiffGen;

namespace EpidemicCalibration;

/// <summary>An infection in a closed village, day by day: every infection, recovery and report is a draw.</summary>
internal static partial class Outbreak
{
    public const int People = 150;
    public const int FirstCases = 3;
    public const int Weeks = 8;

    /// <summary>What is known of a village: the reports of each week, and whether the infection took off.</summary>
    public const int Statistics = Weeks + 1;

    /// <summary>Reports from which on an infection counts as one that took off.</summary>
    public const int TakesOffFrom = 15;

    /// <summary>One outbreak, the statistics of its reports weighted and summed.</summary>
    /// <param name="logContact">Logarithm of the infections a day that an infected person causes where everybody else is susceptible.</param>
    /// <param name="logRecovery">Logarithm of the rate of recovery, per day.</param>
    /// <param name="reportingLogit">Logit of the probability that an infection is reported.</param>
    /// <param name="weights">The weight of each statistic.</param>
    /// <param name="noise">The stream of draws.</param>
    [Differentiable]
    public static double Weighted(double logContact, double logRecovery, double reportingLogit, [NoDiff] ReadOnlySpan<double> weights, ref Noise noise)
    {
        double contact = Math.Exp(logContact);
        double recovers = 1 - Math.Exp(-Math.Exp(logRecovery));
        double reported = 1 / (1 + Math.Exp(-reportingLogit));
        int susceptible = People - FirstCases, infected = FirstCases, reports = 0;
        double sum = 0;
        for (int day = 0; day < 7 * Weeks && infected > 0; day++)
        {
            int infections = Sample.Binomial(susceptible, 1 - Math.Exp(-contact * infected / People), ref noise);
            int recoveries = Sample.Binomial(infected, recovers, ref noise);
            int today = Sample.Binomial(infections, reported, ref noise);
            susceptible -= infections;
            infected += infections - recoveries;
            reports += today;
            sum += weights[day / 7] * today;
        }

        return sum + (reports >= TakesOffFrom ? weights[Weeks] : 0);
    }

    /// <summary>All statistics of one outbreak: the same draws, weighted in turn for each.</summary>
    public static void Observe(Parameters parameters, Span<double> statistics, Noise noise)
    {
        double[] free = parameters.Free, weights = new double[Statistics];
        for (int i = 0; i < Statistics; i++)
        {
            Noise replay = noise;
            weights[i] = 1;
            statistics[i] = Weighted(free[0], free[1], free[2], weights, ref replay);
            weights[i] = 0;
        }
    }
}
