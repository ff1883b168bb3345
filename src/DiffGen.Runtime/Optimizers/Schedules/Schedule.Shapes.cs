using System;

namespace DiffGen;

/// <content>Schedules of one shape.</content>
public abstract partial class Schedule
{
    /// <summary>The same number in every step.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The schedule.</returns>
    public static Schedule Constant(double value)
    {
        Settings.Finite(value);
        return Of(_ => value);
    }

    /// <summary>A straight line from one number to another, then constant.</summary>
    /// <param name="start">The number of step <paramref name="delay"/> and before.</param>
    /// <param name="end">The number after <paramref name="steps"/> more steps.</param>
    /// <param name="steps">The length of the way, at least 1.</param>
    /// <param name="delay">The step where the way begins, at least 0.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Linear(double start, double end, long steps, long delay = 0) => Polynomial(start, end, 1, steps, delay);

    /// <summary>(start − end)·(1 − s)^power + end, where s goes from 0 to 1.</summary>
    /// <param name="start">The number of step <paramref name="delay"/> and before.</param>
    /// <param name="end">The number after <paramref name="steps"/> more steps.</param>
    /// <param name="power">The power, positive.</param>
    /// <param name="steps">The length of the way, at least 1.</param>
    /// <param name="delay">The step where the way begins, at least 0.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Polynomial(double start, double end, double power, long steps, long delay = 0)
    {
        Settings.Finite(start);
        Settings.Finite(end);
        Settings.Positive(power);
        Settings.AtLeastOne(steps);
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        return Of(step => ((start - end) * Math.Pow(1 - Way(step - delay, steps), power)) + end);
    }

    /// <summary>start·rate^(t/interval) in step t, or with the quotient rounded down (a staircase).</summary>
    /// <param name="start">The number of step <paramref name="delay"/> and before.</param>
    /// <param name="interval">After how many steps the number is multiplied by the rate, at least 1.</param>
    /// <param name="rate">The rate, positive.</param>
    /// <param name="staircase">Whether the number changes only every <paramref name="interval"/> steps.</param>
    /// <param name="delay">The step where the way begins, at least 0.</param>
    /// <param name="bound">Where the number stops: from below for a rate under 1, from above otherwise. Null: nowhere.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Exponential(double start, long interval, double rate, bool staircase = false, long delay = 0, double? bound = null)
    {
        Settings.Finite(start);
        Settings.AtLeastOne(interval);
        Settings.Positive(rate);
        ArgumentOutOfRangeException.ThrowIfNegative(delay);
        return Of(step =>
        {
            double exponent = Math.Max(step - delay, 0) / (double)interval;
            double value = start * Math.Pow(rate, staircase ? Math.Floor(exponent) : exponent);
            return bound is double limit ? rate < 1 ? Math.Max(value, limit) : Math.Min(value, limit) : value;
        });
    }

    /// <summary>start·e^(−decay·t) in step t.</summary>
    /// <param name="start">The number of step 0.</param>
    /// <param name="decay">The decay per step, at least 0.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Decay(double start, double decay)
    {
        Settings.Finite(start);
        Settings.NonNegative(decay);
        return Of(step => start * Math.Exp(-decay * step));
    }

    /// <summary>Half a cosine wave: start·((1 − α)·(½(1 + cos πs))^exponent + α), where s goes from 0 to 1, then constant.</summary>
    /// <param name="start">The number of step 0.</param>
    /// <param name="steps">The length of the way, at least 1.</param>
    /// <param name="alpha">The share α of the start where it ends.</param>
    /// <param name="exponent">The exponent, positive.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule Cosine(double start, long steps, double alpha = 0, double exponent = 1)
    {
        Settings.Finite(start);
        Settings.AtLeastOne(steps);
        Settings.Finite(alpha);
        Settings.Positive(exponent);
        return Of(step => start * (((1 - alpha) * Math.Pow(HalfWave(Way(step, steps)), exponent)) + alpha));
    }

    /// <summary>peak·√(warmUp)/√(max(t, warmUp)) behind a linear warm-up from 0 (Vaswani et al., "Attention is all you need", NeurIPS 2017).</summary>
    /// <param name="peak">The largest number.</param>
    /// <param name="warmUp">The steps of the warm-up, at least 1.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule InverseSquareRoot(double peak, long warmUp)
    {
        Settings.Finite(peak);
        Settings.AtLeastOne(warmUp);
        return Of(step => step < warmUp ? peak * step / warmUp : peak * Math.Sqrt((double)warmUp / step));
    }

    /// <summary>
    /// A gain sequence of simultaneous perturbation (Spall, IEEE Trans. Autom. Control 37, 1992): gain/(k + 1 + stability)^exponent in step k. Spall's
    /// guidelines are an exponent of 0.602 and a tenth of the steps for the step size, 0.101 and 0 for the perturbation.
    /// </summary>
    /// <param name="gain">The gain a or c.</param>
    /// <param name="exponent">The exponent, at least 0.</param>
    /// <param name="stability">The constant A, at least 0.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static Schedule SpsaGain(double gain, double exponent = 0.602, double stability = 0)
    {
        Settings.Finite(gain);
        Settings.NonNegative(exponent);
        Settings.NonNegative(stability);
        return Of(step => gain / Math.Pow(step + 1 + stability, exponent));
    }

    /// <summary>How much of a way is done, from 0 to 1.</summary>
    private static double Way(long step, long steps) => Math.Clamp(step / (double)steps, 0, 1);

    /// <summary>½(1 + cos πs), exactly 0 at s = 1.</summary>
    private static double HalfWave(double s) => 0.5 * (1 + double.CosPi(s));
}
