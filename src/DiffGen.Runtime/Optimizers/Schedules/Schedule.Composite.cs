using System;

namespace DiffGen;

/// <content>Schedules of several parts.</content>
public abstract partial class Schedule
{
    /// <summary>Several schedules one after another, each counting its steps from its own beginning.</summary>
    /// <param name="first">The first.</param>
    /// <param name="later">The others, with the step where each begins, in rising order.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentNullException">A schedule is null.</exception>
    /// <exception cref="ArgumentException">The steps do not rise.</exception>
    public static Schedule Join(Schedule first, params ReadOnlySpan<(long Begin, Schedule Schedule)> later)
    {
        ArgumentNullException.ThrowIfNull(first);
        (long Begin, Schedule Schedule)[] parts = [(0, first), .. later];
        for (int i = 1; i < parts.Length; i++)
        {
            ArgumentNullException.ThrowIfNull(parts[i].Schedule, nameof(later));
            CheckRises(parts[i - 1].Begin, parts[i].Begin, nameof(later));
        }

        return Of(step =>
        {
            int i = parts.Length - 1;
            while (step < parts[i].Begin)
            {
                i--;
            }

            return parts[i].Schedule.At(step - parts[i].Begin);
        });
    }

    /// <summary>A constant that is multiplied by factors at given steps.</summary>
    /// <param name="start">The first constant.</param>
    /// <param name="factors">The steps from which on each factor counts, in rising order.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The steps do not rise.</exception>
    public static Schedule PiecewiseConstant(double start, params ReadOnlySpan<(long Begin, double Factor)> factors)
    {
        (long Begin, double Value)[] points = Points(start, factors);
        return Of(step =>
        {
            int i = points.Length - 1;
            while (step < points[i].Begin)
            {
                i--;
            }

            return points[i].Value;
        });
    }

    /// <summary>The points (step, start times all factors up to it), joined by straight lines or by half cosine waves, then constant.</summary>
    /// <param name="start">The number of step 0.</param>
    /// <param name="cosine">Whether the points are joined by half cosine waves.</param>
    /// <param name="factors">The steps at which each factor has been applied in full, in rising order.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentException">The steps do not rise.</exception>
    public static Schedule PiecewiseInterpolated(double start, bool cosine, params ReadOnlySpan<(long Begin, double Factor)> factors)
    {
        (long Begin, double Value)[] points = Points(start, factors);
        return Of(step =>
        {
            int i = points.Length - 1;
            while (step < points[i].Begin)
            {
                i--;
            }

            if (i == points.Length - 1)
            {
                return points[i].Value;
            }

            double s = Way(step - points[i].Begin, points[i + 1].Begin - points[i].Begin);
            return Between(points[i].Value, points[i + 1].Value, cosine ? 1 - HalfWave(s) : s);
        });
    }

    /// <summary>A linear warm-up to the first number of another schedule, which then begins.</summary>
    /// <param name="start">The number of step 0. With 0, the first step moves nothing.</param>
    /// <param name="steps">The steps of the warm-up, at least 1.</param>
    /// <param name="then">What follows.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentNullException">The other schedule is null.</exception>
    public static Schedule WarmUp(double start, long steps, Schedule then)
    {
        ArgumentNullException.ThrowIfNull(then);
        return Join(Linear(start, then.At(0), steps), (steps, then));
    }

    /// <summary>A linear warm-up from <paramref name="start"/> to <paramref name="peak"/>, then half a cosine wave to <paramref name="end"/>.</summary>
    /// <param name="start">The number of step 0.</param>
    /// <param name="peak">The largest number.</param>
    /// <param name="warmUp">The steps of the warm-up, at least 1.</param>
    /// <param name="steps">All steps, the warm-up included.</param>
    /// <param name="end">The last number.</param>
    /// <param name="exponent">The exponent of the wave, positive.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule WarmUpCosine(double start, double peak, long warmUp, long steps, double end = 0, double exponent = 1)
    {
        Settings.Positive(peak);
        Settings.AtLeastOne(steps - warmUp, nameof(steps));
        return WarmUp(start, warmUp, Cosine(peak, steps - warmUp, end / peak, exponent));
    }

    /// <summary>A linear warm-up from <paramref name="start"/> to <paramref name="peak"/>, then an exponential decay.</summary>
    /// <param name="start">The number of step 0.</param>
    /// <param name="peak">The largest number.</param>
    /// <param name="warmUp">The steps of the warm-up, at least 1.</param>
    /// <param name="interval">After how many steps the number is multiplied by the rate, at least 1.</param>
    /// <param name="rate">The rate, positive.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule WarmUpExponential(double start, double peak, long warmUp, long interval, double rate) =>
        WarmUp(start, warmUp, Exponential(peak, interval, rate));

    /// <summary>
    /// One cycle (Smith and Topin, "Super-convergence", 2019), as PyTorch's <c>OneCycleLR</c> with two phases: from peak/divisor up to the peak, then down to
    /// peak/(divisor·finalDivisor) in the last step, <paramref name="steps"/> − 1.
    /// </summary>
    /// <param name="peak">The largest number.</param>
    /// <param name="steps">All steps, at least 2.</param>
    /// <param name="share">The share of the steps that go up, between 0 and 1.</param>
    /// <param name="divisor">How much less than the peak the first number is.</param>
    /// <param name="finalDivisor">How much less than the first number the last is.</param>
    /// <param name="linear">Straight lines in place of half cosine waves.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule OneCycle(double peak, long steps, double share = 0.3, double divisor = 25, double finalDivisor = 1e4, bool linear = false)
    {
        Settings.Finite(peak);
        Settings.AtLeastOne(steps - 1, nameof(steps));
        Settings.Share(share);
        Settings.Positive(divisor);
        Settings.Positive(finalDivisor);
        double first = peak / divisor, last = first / finalDivisor, turn = (share * steps) - 1;
        return Of(step =>
        {
            bool up = step < turn;
            double s = up ? step / turn : Math.Clamp((step - turn) / (steps - 1 - turn), 0, 1);
            s = linear ? s : 1 - HalfWave(s);
            return up ? Between(first, peak, s) : Between(peak, last, s);
        });
    }

    /// <summary>
    /// Warm restarts (Loshchilov and Hutter, "SGDR", ICLR 2017): half cosine waves from <paramref name="peak"/> to <paramref name="least"/>, of
    /// <paramref name="length"/> steps, then of <paramref name="growth"/> times as many, and so on.
    /// </summary>
    /// <param name="peak">The number at each restart.</param>
    /// <param name="length">The steps of the first wave, at least 1.</param>
    /// <param name="growth">How many times longer each wave is than the one before, at least 1.</param>
    /// <param name="least">The number that the waves fall to.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule WarmRestarts(double peak, long length, int growth = 1, double least = 0)
    {
        Settings.Finite(peak);
        Settings.AtLeastOne(length);
        Settings.AtLeastOne(growth);
        Settings.Finite(least);
        return Of(step =>
        {
            long wave = length;
            if (growth == 1)
            {
                step %= length;
            }

            while (step >= wave)
            {
                step -= wave;
                wave = checked(wave * growth);
            }

            return Between(least, peak, HalfWave(Way(step, wave)));
        });
    }

    /// <summary>Warm-up, constant, decay (Hu et al., "MiniCPM", 2024): straight lines up from 0, along the peak, and down to <paramref name="end"/>.</summary>
    /// <param name="peak">The largest number.</param>
    /// <param name="warmUp">The steps up, at least 1.</param>
    /// <param name="stable">The steps along the peak, at least 1.</param>
    /// <param name="decay">The steps down, at least 1.</param>
    /// <param name="end">The last number.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule WarmUpStableDecay(double peak, long warmUp, long stable, long decay, double end = 0)
    {
        Settings.AtLeastOne(stable);
        return Join(Linear(0, peak, warmUp), (warmUp, Constant(peak)), (warmUp + stable, Linear(peak, end, decay)));
    }

    private static (long Begin, double Value)[] Points(double start, ReadOnlySpan<(long Begin, double Factor)> factors)
    {
        Settings.Finite(start);
        (long Begin, double Value)[] points = new (long, double)[factors.Length + 1];
        points[0] = (0, start);
        for (int i = 0; i < factors.Length; i++)
        {
            CheckRises(points[i].Begin, factors[i].Begin, nameof(factors));
            points[i + 1] = (factors[i].Begin, points[i].Value * Settings.Finite(factors[i].Factor, nameof(factors)));
        }

        return points;
    }

    private static void CheckRises(long before, long step, string name)
    {
        if (step <= before)
        {
            throw new ArgumentException($"{name} begins a part at step {step}, which does not lie behind step {before}, where the one before it begins.", name);
        }
    }

    private static double Between(double from, double to, double s) => ((1 - s) * from) + (s * to);
}
