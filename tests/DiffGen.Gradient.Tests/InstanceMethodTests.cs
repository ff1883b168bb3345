using System;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>A marked method of an object: the object is a constant, and what the method does to it happens once.</summary>
public partial class InstanceMethodTests
{
    [Fact]
    public void Reads_its_object_as_a_constant_and_writes_to_it_once()
    {
        var curve = new Curve(3, [1, -2]) { Scale = 1.5 };
        double[] x = [0.3, -0.8, 1.1], xGrad = new double[3], xTangent = [1, -2, 0.5];
        (double value, double kGrad) = curve.LevelGradient(x, 0.8, xGrad);
        Assert.Equal(1, curve.Calls);
        Assert.Equal(curve.Level(x, 0.8), value);

        // Σ table[i] scale k x³ + 2 x² setting
        double[] expected = new double[3];
        double byK = 0;
        for (int i = 0; i < 3; i++)
        {
            double weight = i % 2 == 0 ? 1 : -2;
            expected[i] = (3 * weight * 1.5 * 0.8 * x[i] * x[i]) + (2 * x[i]);
            byK += weight * 1.5 * x[i] * x[i] * x[i];
        }

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i], xGrad[i], 12);
        }

        Assert.Equal(byK, kGrad, 12);
        double tangent = curve.LevelJvp(x, 0.8, xTangent, -1).Tangent;
        Assert.Equal(expected[0] - (2 * expected[1]) + (0.5 * expected[2]) - byK, tangent, 12);
    }

    private sealed partial class Curve(int degree, double[] table)
    {
        private readonly double[] _table = table;

        public double Scale { get; init; }

        public int Calls { get; private set; }

        private static double Setting => 0.5;

        [Differentiable]
        public double Level(ReadOnlySpan<double> x, double k)
        {
            Calls++;
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double power = 1;
                for (int d = 0; d < degree; d++)
                {
                    power *= x[i];
                }

                sum += (power * _table[i % _table.Length] * Scale * k) + (Setting * Twice(x[i]));
            }

            return sum;
        }

        private static double Twice(double x) => 2 * x * x;
    }
}
