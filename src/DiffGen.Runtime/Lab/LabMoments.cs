using System;

namespace DiffGen;

/// <summary>Means and variances of an estimator, by Welford's recurrence.</summary>
internal sealed class LabMoments(string name, bool isBiased, int components, double rounding)
{
    public string Name { get; } = name;

    public bool IsBiased { get; } = isBiased;

    public double[] Mean { get; } = new double[components];

    public double[] Variance { get; } = new double[components];

    /// <summary>The time of one estimate.</summary>
    public double Seconds { get; private set; }

    /// <summary>The sum of the variances.</summary>
    public double Total { get; private set; }

    /// <summary>No component varies by more than rounding.</summary>
    public bool IsConstant { get; private set; } = true;

    public void Enter(ReadOnlySpan<double> gradient, int count)
    {
        for (int k = 0; k < gradient.Length; k++)
        {
            double difference = gradient[k] - Mean[k];
            Mean[k] += difference / count;
            Variance[k] += difference * (gradient[k] - Mean[k]);
        }
    }

    public void Finish(int samples, double seconds)
    {
        Seconds = seconds;
        for (int k = 0; k < Variance.Length; k++)
        {
            Variance[k] /= samples - 1;
            Total += Variance[k];
            IsConstant &= Math.Sqrt(Variance[k]) <= rounding * Math.Max(1, Math.Abs(Mean[k]));
        }
    }

    /// <summary>The largest |z| of a component; where nothing varies, 0 for equal means and infinity for others.</summary>
    public double Distance(double[] reference, LabMoments? other, int samples)
    {
        double largest = 0;
        for (int k = 0; k < reference.Length; k++)
        {
            double difference = Math.Abs(Mean[k] - reference[k]), error = Math.Sqrt((Variance[k] + (other?.Variance[k] ?? 0)) / samples);
            double z = ReferenceEquals(other, this) || difference <= rounding * Math.Max(1, Math.Abs(reference[k])) ? 0 : difference / error;
            largest = double.IsNaN(z) || z > largest ? z : largest;
        }

        return largest;
    }
}
