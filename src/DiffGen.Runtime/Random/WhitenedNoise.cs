using System;
using System.Buffers;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// A source made white: centred, decorrelated by a filter that predicts each number from those before it and keeps what it could not predict, and
/// scaled to variance 1. Mean, correlations and scale are measured once, on the source itself.
/// </summary>
/// <remarks>
/// <para>
/// With the measured mean μ, prediction coefficients a₁ … aₚ (Levinson, "The Wiener RMS error criterion in filter design and prediction", 1947; Durbin,
/// "The fitting of time-series models", 1960) and error deviation s, element t becomes (yₜ − Σ aₖ yₜ₋ₖ)/s with y = x − μ.
/// </para>
/// <para>
/// White up to the error of the measurement, about 1/√(calibration), and up to correlations beyond p neighbours. Dependence that no correlation shows remains.
/// <see cref="NoiseReport"/> tells whether the result is white enough.
/// </para>
/// </remarks>
public sealed class WhitenedNoise : IWhiteNoise
{
    private readonly INoiseSource _source;
    private readonly double _mean;
    private readonly double[] _prediction;
    private readonly double _scale;

    /// <summary>Measures a source and makes it white.</summary>
    /// <param name="source">The source.</param>
    /// <param name="order">The number p of neighbours that a number is predicted from, at least 0.</param>
    /// <param name="calibration">The number of numbers that are measured, at least 1,000 and 100 p. They are those of the last step and instance.</param>
    /// <exception cref="ArgumentNullException">The source is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative, or there are too few numbers for it.</exception>
    /// <exception cref="ArgumentException">The source's numbers are not finite, or all the same: no scale makes them white.</exception>
    public WhitenedNoise(INoiseSource source, int order = 16, int calibration = 1 << 20)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (order < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(order), order, $"order is {order}; it must be at least 0.");
        }

        if (calibration < 1000 || calibration / 100 < order)
        {
            throw new ArgumentOutOfRangeException(
                nameof(calibration), calibration, $"calibration is {calibration}; it must be at least 1000 and 100 times the order {order}.");
        }

        _source = source;
        Order = order;
        double[] numbers = new double[calibration];
        source.Fill<double>(numbers, uint.MaxValue, uint.MaxValue);
        _mean = Centre(numbers);
        double[] covariances = new double[order + 1];
        for (int lag = 0; lag <= order; lag++)
        {
            covariances[lag] = OrderedSums.Dot<double>(numbers.AsSpan(lag), numbers.AsSpan(0, calibration - lag)) / calibration;
        }

        if (!double.IsFinite(covariances[0]) || covariances[0] <= 1e-24 * _mean * _mean)
        {
            throw new ArgumentException(
                $"The source has a mean of {_mean} and a variance of {covariances[0]}; its numbers must be finite and differ, or nothing can be perturbed by them.",
                nameof(source));
        }

        _prediction = new double[order];
        _scale = 1 / Math.Sqrt(Predict(covariances, _prediction, calibration));
        Identity = Hash(calibration);
    }

    /// <summary>The number p of neighbours that a number is predicted from.</summary>
    public int Order { get; }

    /// <inheritdoc/>
    public ulong Identity { get; }

    /// <inheritdoc/>
    public void Fill<R>(Span<R> destination, uint step, uint instance = 0, uint example = 0)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        _ = NoiseFill.ElementsPerBlock<R>();
        int count = destination.Length + Order;
        double[] rented = ArrayPool<double>.Shared.Rent(count);
        Span<double> numbers = rented.AsSpan(0, count);
        _source.Fill(numbers, step, instance, example);
        for (int i = 0; i < destination.Length; i++)
        {
            double error = numbers[i + Order] - _mean;
            for (int k = 0; k < _prediction.Length; k++)
            {
                error -= _prediction[k] * (numbers[i + Order - 1 - k] - _mean);
            }

            destination[i] = R.CreateTruncating(error * _scale);
        }

        ArrayPool<double>.Shared.Return(rented);
    }

    private static double Centre(double[] numbers)
    {
        double sum = 0;
        Array.ForEach(numbers, x => sum += x);
        double mean = sum / numbers.Length;
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] -= mean;
        }

        return mean;
    }

    /// <summary>The recursion of Levinson and Durbin. Returns the variance of the error of the prediction.</summary>
    private static double Predict(ReadOnlySpan<double> covariances, Span<double> prediction, int calibration)
    {
        double error = covariances[0];
        double[] shorter = new double[prediction.Length];
        for (int m = 0; m < prediction.Length; m++)
        {
            double reflection = covariances[m + 1];
            for (int k = 0; k < m; k++)
            {
                reflection -= prediction[k] * covariances[m - k];
            }

            reflection /= error;
            prediction[..m].CopyTo(shorter);
            prediction[m] = reflection;
            for (int k = 0; k < m; k++)
            {
                prediction[k] = shorter[k] - (reflection * shorter[m - 1 - k]);
            }

            double rest = error * (1 - (reflection * reflection));
            // The ends of the measured numbers alone, which the covariances leave out, keep an exact prediction from an error of 0.
            if (!(rest > 8.0 * (m + 1) / calibration * covariances[0]))
            {
                throw new ArgumentException(
                    $"The numbers are linear functions of the {m + 1} before them, as far as {calibration} numbers tell: nothing random is left after the prediction. "
                    + $"Use another source, or an order below {m + 1}.");
            }

            error = rest;
        }

        return error;
    }

    private ulong Hash(int calibration)
    {
        ulong hash = NoiseKey.Mix(_source.Identity + (ulong)calibration);
        return NoiseKey.Mix(hash + (ulong)Order);
    }
}
