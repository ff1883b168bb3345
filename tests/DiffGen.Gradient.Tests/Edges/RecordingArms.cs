using System;
using DiffGen;

namespace Golden.Edges;

/// <summary>Loops over points whose branches have inner loops in both arms: points that run together run both, and undo them the other way round.</summary>
public static partial class RecordingArms
{
    /// <summary>Both arms hand values from iteration to iteration.</summary>
    [Differentiable]
    public static double Recurrences([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 37)] ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double level = x[i];
            if (x[i] > 1)
            {
                for (int j = 0; j < w.Length; j++)
                {
                    level = Math.Sin(level * w[j]);
                }
            }
            else
            {
                for (int j = 0; j < w.Length; j++)
                {
                    level = Math.Cos(level + w[j]);
                }
            }

            total += level * level;
        }

        return total;
    }

    /// <summary>An arm within an arm, and values that all points share.</summary>
    [Differentiable]
    public static double Nested([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 37)] ReadOnlySpan<double> x, double scale)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double level = x[i] * scale;
            if (x[i] > 0.6)
            {
                if (x[i] < 1.2)
                {
                    for (int j = 0; j < w.Length; j++)
                    {
                        level = Math.Tanh(level * w[j]) + Math.Sin(w[j] * scale);
                    }
                }
                else
                {
                    for (int j = w.Length - 1; j >= 0; j--)
                    {
                        level = Math.Cos(level * w[j]) * level;
                    }
                }
            }
            else
            {
                for (int j = 0; j < w.Length; j++)
                {
                    level *= Math.Sqrt(level + w[j]);
                }
            }

            total += Math.Log(1 + level * level);
        }

        return total;
    }
}
