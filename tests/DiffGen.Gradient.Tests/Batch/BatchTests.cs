using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>A batch of calls gives what the calls give one by one; contract, section 5.</summary>
public class BatchTests
{
    private static readonly int[] s_widths = [0, 512, 256, 128];

    private static readonly string[] s_callByCall = [nameof(Scalars.Recursive), nameof(Scalars.Mixed), nameof(Scalars.OneByOne)];

    public static TheoryData<string> OnDouble => [.. Named(typeof(Scalars)).Except([nameof(Scalars.Throwing)])];

    public static TheoryData<string> OnAnyDouble => [.. Named(typeof(Scalars)).Except([nameof(Scalars.Throwing), nameof(Scalars.Recursive), nameof(Scalars.Recurrence)])];

    public static TheoryData<string> OnFloat => [.. Named(typeof(Singles))];

    private static string[] Named(Type type) => [.. type.GetMethods().Where(method => method.GetCustomAttributes(typeof(DifferentiableAttribute), false).Length > 0).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(OnDouble))]
    public void A_batch_gives_what_its_calls_give(string name) => Compare<double>(typeof(Scalars), name, 1e-11);

    [Theory]
    [MemberData(nameof(OnFloat))]
    public void So_it_does_in_float(string name) => Compare<float>(typeof(Singles), name, 2e-4);

    [Theory]
    [MemberData(nameof(OnDouble))]
    public void Each_method_runs_in_lanes_where_it_can(string name) => Assert.Equal(!s_callByCall.Contains(name), new BatchRunner<double>(typeof(Scalars), name).IsInLanes);

    [Theory]
    [MemberData(nameof(OnFloat))]
    public void Each_method_of_float_runs_in_lanes(string name) => Assert.True(new BatchRunner<float>(typeof(Singles), name).IsInLanes);

    [Theory]
    [MemberData(nameof(OnAnyDouble))]
    public void Special_values_stay_in_their_lane(string name)
    {
        double[] special = [0, -0.0, double.NaN, 1, double.PositiveInfinity, double.NegativeInfinity, 1e-310, 1e300, -1, 0.5, -2.5, 3.5];
        (double X, double Y)[] points = [.. special.SelectMany(x => special.Select(y => (x, y)))];
        Compare<double>(typeof(Scalars), name, 1e-9, [.. points.Select(p => p.X)], [.. points.Select(p => p.Y)], 0.5);
    }

    private static void Compare<T>(Type type, string name, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (int count in new[] { 0, 1, 2, 3, 7, 8, 9, 16, 31, 64 })
        {
            Compare(type, name, tolerance, Numbers<T>(count, 1, -2, 4), Numbers<T>(count, 2, -1, 2), T.CreateChecked(0.7));
        }
    }

    private static void Compare<T>(Type type, string name, double tolerance, T[] x, T[] y, T u)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var runner = new BatchRunner<T>(type, name);
        int count = x.Length;
        T[] xTangent = Numbers<T>(count, 3, -1, 1), yTangent = Numbers<T>(count, 4, -1, 1);
        T uTangent = T.CreateChecked(-0.3);
        T[] values = [.. x.Select((a, i) => runner.One(a, y[i], u))];
        (T Value, T Tangent)[] pushed = [.. x.Select((a, i) => runner.OneJvp(a, y[i], u, xTangent[i], yTangent[i], uTangent))];
        (T Value, T XGrad, T YGrad, T UGrad)[] single = [.. x.Select((a, i) => runner.OneGradient(a, y[i], u))];
        foreach (int bits in s_widths.Where(w => w == 0 || runner.IsInLanes))
        {
            int full = bits == 0 ? count : count & ~((bits / (8 * System.Runtime.CompilerServices.Unsafe.SizeOf<T>())) - 1);
            T[] a = x[..full], b = y[..full], value = Dirty<T>(full), xGrad = Dirty<T>(full), yGrad = Dirty<T>(full), tangent = Dirty<T>(full);
            string at = $"{name} at {bits}";
            runner.Values(bits, a, b, u, value);
            Close(at + ", value", values, value, tolerance);
            value = Dirty<T>(full);
            runner.Jvp(bits, a, b, u, xTangent[..full], yTangent[..full], uTangent, value, tangent);
            Close(at + ", value of Jvp", values, value, tolerance);
            Close(at + ", tangent", [.. pushed.Select(p => p.Tangent)], tangent, 10 * tolerance);
            value = Dirty<T>(full);
            T uGrad = runner.Gradient(bits, a, b, u, value, xGrad, yGrad);
            Close(at + ", value of Gradient", values, value, tolerance);
            Close(at + ", x", [.. single.Select(g => g.XGrad)], xGrad, 10 * tolerance);
            Close(at + ", y", [.. single.Select(g => g.YGrad)], yGrad, 10 * tolerance);
            double expected = single.Take(full).Sum(g => double.CreateChecked(g.UGrad)), scale = 1 + single.Take(full).Sum(g => Math.Abs(double.CreateChecked(g.UGrad)));
            Assert.True(AreClose(expected, double.CreateChecked(uGrad), 10 * tolerance * scale), $"{at}, u: expected {expected}, got {uGrad}");
        }
    }

    private static T[] Dirty<T>(int count)
        where T : INumberBase<T> => [.. Enumerable.Repeat(T.CreateChecked(99), count)];

    internal static T[] Numbers<T>(int count, int seed, double low, double high)
        where T : INumberBase<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(low + ((high - low) * random.NextDouble())))];
    }

    private static void Close<T>(string what, T[] expected, T[] actual, double tolerance)
        where T : INumberBase<T>
    {
        for (int i = 0; i < actual.Length; i++)
        {
            double a = double.CreateChecked(expected[i]), b = double.CreateChecked(actual[i]);
            Assert.True(AreClose(a, b, tolerance * (1 + Math.Abs(a))), $"{what}[{i}]: expected {a:R}, got {b:R}");
        }
    }

    private static bool AreClose(double a, double b, double tolerance) => a.Equals(b) || Math.Abs(a - b) <= tolerance;
}
