using System;
using System.Numerics;

namespace DiffGen;

/// <summary>What the passes of an estimate say of the objective's value, and how many differences drowned in rounding.</summary>
internal struct ProbedValue
{
    private double _sum;
    private int _count;
    private bool _exact;

    /// <summary>The number of differences of less than 16 units in the last place of the values.</summary>
    public long Unresolved { get; private set; }

    /// <summary>The value at the point, or the mean of those at the perturbed points.</summary>
    public readonly double Value => _exact ? _sum : _sum / _count;

    /// <summary>Takes the value at the point itself.</summary>
    public void AtPoint(double value)
    {
        _sum = value;
        _exact = true;
    }

    /// <summary>Takes a value at a perturbed point.</summary>
    public void Nearby(double value)
    {
        if (!_exact)
        {
            _sum += value;
            _count++;
        }
    }

    /// <summary>a − b in double; counted where it is less than 16 units in the last place of the larger one.</summary>
    public double Difference<R>(R a, R b)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R larger = R.MaxMagnitude(a, b);
        double difference = double.CreateTruncating(a) - double.CreateTruncating(b);
        double ulp = double.CreateTruncating(R.BitIncrement(R.Abs(larger)) - R.Abs(larger));
        if (Math.Abs(difference) < 16 * ulp)
        {
            Unresolved++;
        }

        return difference;
    }
}
