using System;
using System.Globalization;

namespace DiffGen;

/// <summary>
/// What a source's numbers look like: mean, variance and correlations of neighbours, each with a z-score against those of white noise. Where one is off, an estimator that is
/// fed with the source is biased.
/// </summary>
/// <remarks>
/// Standard errors are those of batch means: the numbers are taken in runs of 1,024, each from an address of its own, and the spread between the runs is
/// measured. So they hold for sources whose neighbours depend on one another, too.
/// </remarks>
public sealed class NoiseReport
{
    private const int Run = 1024;
    private readonly double[] _correlations;
    private readonly double[] _correlationScores;

    private NoiseReport(double mean, double meanScore, double variance, double varianceScore, double[] correlations, double[] correlationScores)
    {
        Mean = mean;
        MeanScore = meanScore;
        Variance = variance;
        VarianceScore = varianceScore;
        _correlations = correlations;
        _correlationScores = correlationScores;
    }

    /// <summary>The mean of the numbers.</summary>
    public double Mean { get; }

    /// <summary>The z-score of the mean against 0.</summary>
    public double MeanScore { get; }

    /// <summary>The mean of the squares of the numbers: the variance of a centred source.</summary>
    public double Variance { get; }

    /// <summary>The z-score of the variance against 1; 0 where every square is 1.</summary>
    public double VarianceScore { get; }

    /// <summary>The means of the products of neighbours at the distances 1, 2, ….</summary>
    public ReadOnlySpan<double> Correlations => _correlations;

    /// <summary>The z-scores of the correlations against 0.</summary>
    public ReadOnlySpan<double> CorrelationScores => _correlationScores;

    /// <summary>The largest of the z-scores, without its sign.</summary>
    public double WorstScore
    {
        get
        {
            double worst = double.Max(Math.Abs(MeanScore), Math.Abs(VarianceScore));
            Array.ForEach(_correlationScores, z => worst = double.Max(worst, Math.Abs(z)));
            return worst;
        }
    }

    /// <summary>Whether no z-score is beyond 5, which one of white noise is about once in two million.</summary>
    public bool LooksWhite => WorstScore <= 5;

    /// <summary>Looks at a source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="count">The number of numbers to look at, at least 32,768; taken in runs of 1,024.</param>
    /// <param name="distances">How far apart neighbours are looked at, from 0 to 256.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NoiseReport Of(INoiseSource source, int count = 1 << 20, int distances = 16)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (count < 32 * Run)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"count is {count}; it must be at least {32 * Run}.");
        }

        if (distances is < 0 or > 256)
        {
            throw new ArgumentOutOfRangeException(nameof(distances), distances, $"distances is {distances}; it must be between 0 and 256.");
        }

        int runs = count / Run;
        double[] sums = new double[distances + 2], squares = new double[distances + 2], numbers = new double[Run], statistics = new double[distances + 2];
        for (int run = 0; run < runs; run++)
        {
            source.Fill<double>(numbers, (uint)run);
            statistics.AsSpan().Clear();
            for (int i = 0; i < Run; i++)
            {
                statistics[^1] += numbers[i] / Run;
                for (int lag = 0; lag <= distances && lag <= i; lag++)
                {
                    statistics[lag] += numbers[i] * numbers[i - lag] / (Run - lag);
                }
            }

            for (int s = 0; s < statistics.Length; s++)
            {
                double off = statistics[s] - (s == 0 ? 1 : 0);
                sums[s] += off;
                squares[s] += off * off;
            }
        }

        double[] correlations = new double[distances], scores = new double[distances];
        for (int lag = 1; lag <= distances; lag++)
        {
            correlations[lag - 1] = sums[lag] / runs;
            scores[lag - 1] = Score(sums[lag], squares[lag], runs);
        }

        return new NoiseReport(sums[^1] / runs, Score(sums[^1], squares[^1], runs), 1 + (sums[0] / runs), Score(sums[0], squares[0], runs), correlations, scores);
    }

    /// <summary>Mean, variance, and the worst score, for a message.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"mean {Mean:g4} (z {MeanScore:f1}), variance {Variance:g6} (z {VarianceScore:f1}), worst z {WorstScore:f1}: {(LooksWhite ? "looks white" : "not white")}");

    /// <summary>The mean over its standard error; where the runs do not differ, 0 if the mean is 0 and infinity otherwise.</summary>
    private static double Score(double sum, double squares, int runs)
    {
        double mean = sum / runs;
        double variance = (squares / runs) - (mean * mean);
        if (!double.IsFinite(mean))
        {
            return double.PositiveInfinity;
        }

        return variance > 1e-26 * double.Max(1, mean * mean) ? mean / Math.Sqrt(variance / runs)
            : Math.Abs(mean) <= 1e-12 ? 0 : double.CopySign(double.PositiveInfinity, mean);
    }
}
