using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>Jacobians of every kind of argument and result, with the numbers worked out by hand. Square ones are made forward, flat ones in reverse.</summary>
public class JacobianShapeTests
{
    private static readonly Shapes s_shapes = new();

    [Fact]
    public void Receivers()
    {
        var w = new Weights { A = 2, B = 3, Unit = 4, Count = 5 };
        Check(j => w.EnergyJacobian(1.5, 7, j), w.Energy(1.5, 7), [2 * 1.5 * 2 * 4, 7 * 5, 16, 15]);
        Check(j => w.EnergyOfAnyJacobian(7, j), 42, [21, 14, 6]);
        Check(j => w.ShiftJacobian(2, j), 24, [3, 8 + (2 * 3), 9, 1, 2, 3, 0, 1, 0]);
        Assert.Equal(8, w.A);

        var gain = new Gain(2) { T = 4 };
        (gain.W[0], gain.W[1]) = (2, 3);
        Check(j => gain.ApplyJacobian([5, 6], j), 112, [20, 24, 28, 8, 12]);
    }

    [Fact]
    public void References()
    {
        var r = new Weights { A = 2, B = 3, Unit = 1, Count = 1 };
        var p = new Weights { A = 5, B = 7 };
        var q = new Weights { A = 11, B = 13 };
        int calls = 1;
        double z = 0;
        Check(
            j => s_shapes.ReferencesJacobian(ref r, p, q, 1.5, out z, 2.5, 0.5, ref calls, j),
            (11 * 5) + (13 * 2),
            [
                5.5 * 5, 0, 11, 0, 2 * 0.5 * 5, 2, 0, 0, 2 * 11 * 5,
                5.5, 0, 0, 0, 1, 0, 0, 0, 22,
                0, 1, 0, 0, 0, 0, 0, 0, 0,
                7 * 3.75, 0, 0, 2 * 3.75, 0, 0, 14 * 2.5, 14 * 1.5, 0,
            ]);
        Assert.Equal((11, 3, 2, 2, 14 * 3.75, 2), (r.A, r.B, r.Unit, r.Count, z, calls));
    }

    [Fact]
    public void Tuples_and_vectors()
    {
        double[] j = new double[9];
        (double first, int n, Weights w) = s_shapes.TuplesJacobian((2, 5, 3), 7, j);
        Assert.Equal((6, 5, 35, 3, 5), (first, n, w.A, w.B, w.Unit));
        Assert.Equal([3, 2, 0, 0, 0, 5, 0, 1, 0], j);

        float[] cross = new float[18];
        Assert.Equal(new Vector3(-3, 6, -3), s_shapes.CrossJacobian(new(1, 2, 3), new(4, 5, 6), cross));
        Assert.Equal([0, 6, -5, 0, -3, 2, -6, 0, 4, 3, 0, -1, 5, -4, 0, -2, 1, 0], cross);
    }

    [Fact]
    public void Buffers_of_vectors()
    {
        Vector2[] points = [new(1, 2), new(3, 4)];
        float[] j = new float[10];
        Assert.Equal(new Vector2(8, 12), s_shapes.MeanJacobian(points, 2, j));
        Assert.Equal([2, 0, 2, 0, 4, 0, 2, 0, 2, 6], j);

        j = new float[16];
        s_shapes.FoldJacobian(points, j);
        Assert.Equal([3, 0, 1, 0, 0, 4, 0, 2, 0, 0, 1, 0, 0, 0, 0, 1], j);
        Assert.Equal(new Vector2(3, 8), points[0]);
    }

    [Fact]
    public void Matrices()
    {
        Check(j => s_shapes.EnergyJacobian(new double[,] { { 1, 2 }, { 3, 4 } }, [5, 6], j), (10 * 5) + (20 * 6), [10, 24, 30, 48, 10, 20]);
        double[,] a = { { 2, 3 } };
        Check(j => s_shapes.AmplifyJacobian(a, 5, j), [20, 0, 4, 300, 100, 120]);
        Assert.Equal((20, 300), (a[0, 0], a[0, 1]));
        s_shapes.AmplifyJacobian(new double[0, 3], 5, []);
    }

    [Fact]
    public void Arrays_of_arrays()
    {
        double[][] rows = [[1, 2], [], [3]];
        Check(j => s_shapes.EnergyOfRowsJacobian(rows, 2, j), 28, [4, 8, 12, 14]);
        Check(j => s_shapes.AmplifyRowsJacobian(rows, 2, j), [2, 0, 0, 1, 0, 2, 0, 2, 0, 0, 2, 3]);
        Assert.Equal([2, 4, 6], rows.SelectMany(row => row));
    }

    [Fact]
    public void Models()
    {
        var gain = new Gain(2) { T = 4 };
        (gain.W[0], gain.W[1]) = (2, 3);
        Check(j => s_shapes.ApplyJacobian(gain, [5, 6], j), 112, [20, 24, 28, 8, 12]);
        Check(j => s_shapes.TrainJacobian(gain, 2, j), [8, 0, 4, 8, 0, 8, 6, 12, 0, 0, 1, 0]);
        Assert.Equal([16, 24, 4], gain.Parameters.ToArray());
    }

    [Fact]
    public void What_is_not_differentiated()
    {
        double[] x = [2, 3];
        int[] counts = [1];
        string[] names = ["ab"];
        bool[,] flags = { { false } };
        double[,] unit = { { 0.5 } };
        Check(j => s_shapes.InactiveJacobian(x, counts, names, flags, unit, j), 12 * 3, [18, 12, 6, 4, 0, 1]);
        Assert.Equal((12, 2, "abx", true, 1), (x[0], counts[0], names[0], flags[0, 0], unit[0, 0]));
    }

    [Fact]
    public void Generic_numbers()
    {
        float[] squares = new float[2], j = new float[9];
        Assert.Equal(10, s_shapes.PowersJacobian<float>(2, [3, 5], squares, j));
        Assert.Equal([5, 0, 2, 9, 12, 0, 25, 0, 20], j);
        Assert.Equal([18, 50], squares);
        double[] wide = new double[4];
        Assert.Equal(14, s_shapes.PowersJacobian<double>(2, [3, 5, 7], [], wide));
        Assert.Equal([7, 0, 0, 2], wide);
    }

    [Fact]
    public void Names()
    {
        double[] recording = [0.5], tangents = [9];
        Check(j => s_shapes.JacobianJacobian(1, 2, 3, 4, 5, recording, tangents, 6, j), 30, [0, 0, 0, 0, 6, 0, 5, 0, 0, 2, 1.5, 0, 12, 0, 2, 1, 0, 0, 0, 0, 0]);
        Assert.Equal((6, 2), (recording[0], tangents[0]));
    }

    [Fact]
    public void Without_inputs_the_method_runs_once()
    {
        int[] calls = [0];
        Assert.Equal(2, s_shapes.CountJacobian(calls, []));
        Assert.Equal(1, calls[0]);
    }

    /// <summary>Whatever a run left behind is cleared away.</summary>
    [Fact]
    public void After_an_exception()
    {
        double[] x = [1, 4, -9], jacobian = new double[12];
        Assert.Throws<ArithmeticException>(() => s_shapes.RootsJacobian(x, 2, jacobian));
        Assert.Equal([2, 4, -9], x);
        for (int i = 0; i < 3; i++)
        {
            x = [1, 4, 9];
            s_shapes.RootsJacobian(x, 2, jacobian);
            Assert.Equal([1, 0, 0, 1, 0, 0.5, 0, 2, 0, 0, 1.0 / 3, 3], jacobian);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        s_shapes.RootsJacobian(x, 2, jacobian);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Check(Func<double[], double> jacobianOf, double value, double[] expected)
    {
        double[] jacobian = Enumerable.Repeat(double.NaN, expected.Length).ToArray();
        Assert.Equal(value, jacobianOf(jacobian), 1e-12);
        Same(expected, jacobian);
    }

    private static void Check(Action<double[]> jacobianOf, double[] expected) => Check(
        jacobian =>
        {
            jacobianOf(jacobian);
            return 0;
        },
        0,
        expected);

    private static void Same(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual).Select((pair, i) => (pair.First, pair.Second, i)), e => Assert.True(Math.Abs(e.First - e.Second) <= 1e-12 * Math.Max(1, Math.Abs(e.First)), $"element {e.i}: {e.Second:R}, expected {e.First:R}"));
}
