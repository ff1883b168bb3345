using System;
using System.Collections.Generic;

namespace DiffGen.Samples.Report;

/// <summary>Places numbers along an axis of a drawing.</summary>
internal sealed class Scale
{
    private const int MostTicks = 8;
    private readonly bool _logarithmic;
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    /// <param name="axis">The axis.</param>
    /// <param name="low">The least number that is to have a place.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="from">The coordinate of the low end.</param>
    /// <param name="to">The coordinate of the high end.</param>
    public Scale(Axis axis, double low, double high, double from, double to)
    {
        _logarithmic = axis.Logarithmic;
        _low = Position(low);
        _high = Position(high);
        double margin = _high > _low ? 0.03 * (_high - _low) : 0.5;
        _low -= margin;
        _high += margin;
        _from = from;
        _to = to;
    }

    /// <summary>Whether a number has a place on the axis.</summary>
    public static bool Holds(Axis axis, double value)
    {
        return double.IsFinite(value) && (!axis.Logarithmic || value > 0);
    }

    /// <summary>The coordinate of a number; of one beyond an end, that end.</summary>
    public double Of(double value)
    {
        double share = (Position(value) - _low) / (_high - _low);
        return _from + Math.Clamp(share, 0, 1) * (_to - _from);
    }

    /// <summary>
    /// Round numbers all along the axis: decades on a logarithmic one, with their halves and fifths where there are few decades; as on a linear one where it is too short for these.
    /// </summary>
    public IReadOnlyList<double> Ticks()
    {
        return _logarithmic ? LogarithmicTicks() : LinearTicks(_low, _high);
    }

    private double Position(double value)
    {
        return _logarithmic ? Math.Log10(Math.Max(value, double.Epsilon)) : value;
    }

    private static List<double> LinearTicks(double low, double high)
    {
        double rough = (high - low) / MostTicks;
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        List<double> ticks = [];
        for (double i = Math.Ceiling(low / step); i * step <= high; i++)
        {
            ticks.Add(i * step);
        }

        return ticks;
    }

    private List<double> LogarithmicTicks()
    {
        double decades = _high - _low;
        int every = Math.Max(1, (int)Math.Ceiling(decades / MostTicks));
        double[] within = decades < 1.5 ? [1, 2, 3, 5, 7] : decades < 3 ? [1, 2, 5] : [1];
        List<double> ticks = [];
        for (int decade = (int)Math.Floor(_low); decade <= _high; decade++)
        {
            foreach (double digit in within)
            {
                double tick = digit * Math.Pow(10, decade);
                if (decade % every == 0 && Math.Log10(tick) >= _low && Math.Log10(tick) <= _high)
                {
                    ticks.Add(tick);
                }
            }
        }

        return ticks.Count >= 2 ? ticks : LinearTicks(Math.Pow(10, _low), Math.Pow(10, _high));
    }
}
