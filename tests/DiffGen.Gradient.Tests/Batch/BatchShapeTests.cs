using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>Shared buffers, parameters of other types, exceptions, and what a batch companion refuses.</summary>
public class BatchShapeTests
{
    private delegate double One(double x, double y, ReadOnlySpan<double> w);

    private delegate (double Value, double XGrad, double YGrad) OneGradient(double x, double y, ReadOnlySpan<double> w, Span<double> wGrad);

    private delegate (double Value, double Tangent) OneJvp(double x, double y, ReadOnlySpan<double> w, double xTangent, double yTangent, ReadOnlySpan<double> wTangent);

    private delegate void Many(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, Span<double> value);

    private delegate void ManyJvp(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, ReadOnlySpan<double> xTangent, ReadOnlySpan<double> yTangent, ReadOnlySpan<double> wTangent, Span<double> value, Span<double> tangent);

    private delegate void ManyGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> w, Span<double> value, Span<double> xGrad, Span<double> yGrad, Span<double> wGrad);

    [Fact]
    public void A_shared_buffer_takes_the_sum_over_the_batch()
    {
        Compare("Horner", Buffers.Horner, Buffers.HornerGradient, Buffers.HornerJvp, Buffers.HornerBatch, Buffers.HornerJvpBatch, Buffers.HornerGradientBatch);
        Compare("Gather", Buffers.Gather, Buffers.GatherGradient, Buffers.GatherJvp, Buffers.GatherBatch, Buffers.GatherJvpBatch, Buffers.GatherGradientBatch);
        Compare("Layer", Buffers.Layer, Buffers.LayerGradient, Buffers.LayerJvp, Buffers.LayerBatch, Buffers.LayerJvpBatch, Buffers.LayerGradientBatch);
    }

    [Fact]
    public void So_does_a_shared_array() => Compare(
        "Array",
        (x, y, w) => Buffers.Array(x, y, w.ToArray()),
        (x, y, w, wGrad) => Buffers.ArrayGradient(x, y, w.ToArray(), wGrad),
        (x, y, w, xTangent, yTangent, wTangent) => Buffers.ArrayJvp(x, y, w.ToArray(), xTangent, yTangent, wTangent.ToArray()),
        (x, y, w, value) => Buffers.ArrayBatch(x, y, w.ToArray(), value),
        (x, y, w, xTangent, yTangent, wTangent, value, tangent) => Buffers.ArrayJvpBatch(x, y, w.ToArray(), xTangent, yTangent, wTangent.ToArray(), value, tangent),
        (x, y, w, value, xGrad, yGrad, wGrad) => Buffers.ArrayGradientBatch(x, y, w.ToArray(), value, xGrad, yGrad, wGrad));

    private static void Compare(string name, One one, OneGradient gradient, OneJvp jvp, Many many, ManyJvp manyJvp, ManyGradient manyGradient)
    {
        Assert.All(["Batch", "JvpBatch", "GradientBatch"], suffix => Assert.True(IsInLanes(typeof(Buffers), name + suffix), name + suffix));
        double[] w = BatchTests.Numbers<double>(7, 5, -1, 1.5), wTangent = BatchTests.Numbers<double>(7, 6, -1, 1);
        foreach (int count in new[] { 0, 1, 5, 8, 9, 31 })
        {
            double[] x = BatchTests.Numbers<double>(count, 1, -2, 4), y = BatchTests.Numbers<double>(count, 2, -1, 2), xTangent = BatchTests.Numbers<double>(count, 3, -1, 1), yTangent = BatchTests.Numbers<double>(count, 4, -1, 1);
            double[] value = new double[count], tangent = new double[count], xGrad = new double[count], yGrad = new double[count], wGrad = new double[7], expected = new double[7], single = new double[7];
            Array.Fill(wGrad, 99);
            many(x, y, w, value);
            Close([.. x.Select((a, i) => one(a, y[i], w))], value);
            manyJvp(x, y, w, xTangent, yTangent, wTangent, value, tangent);
            Close([.. x.Select((a, i) => jvp(a, y[i], w, xTangent[i], yTangent[i], wTangent).Tangent)], tangent);
            Array.Clear(value);
            Quietly(() => manyGradient(x, y, w, value, xGrad, yGrad, wGrad));
            for (int i = 0; i < count; i++)
            {
                (double Value, double XGrad, double YGrad) of = gradient(x[i], y[i], w, single);
                Close([of.Value, of.XGrad, of.YGrad], [value[i], xGrad[i], yGrad[i]]);
                expected = [.. expected.Zip(single, (a, b) => a + b)];
            }

            Close(expected, wGrad);
        }
    }

    [Fact]
    public void Integers_enums_and_truth_values_differ_from_call_to_call()
    {
        Assert.True(IsInLanes(typeof(Others), "ChooseGradientBatch"));
        const int Count = 19;
        double[] x = BatchTests.Numbers<double>(Count, 1, 0.2, 2), value = new double[Count], xGrad = new double[Count], tangent = new double[Count];
        int[] n = [.. Enumerable.Range(-4, Count).Select(i => i == 0 ? 5 : i)];
        Others.Kind[] kind = [.. Enumerable.Range(0, Count).Select(i => (Others.Kind)(i % 3))];
        bool[] negate = [.. Enumerable.Range(0, Count).Select(i => i % 2 == 0)];
        byte[] small = [.. Enumerable.Range(0, Count).Select(i => (byte)(i % 4))];
        long[] large = [.. Enumerable.Range(0, Count).Select(i => (long)i << 33)];
        Quietly(() => Others.ChooseBatch(x, n, kind, negate, small, large, "abc", value));
        Close([.. x.Select((a, i) => Others.Choose(a, n[i], kind[i], negate[i], small[i], large[i], "abc"))], value);
        Quietly(() => Others.ChooseJvpBatch(x, n, kind, negate, small, large, "abc", x, value, tangent));
        Close([.. x.Select((a, i) => Others.ChooseJvp(a, n[i], kind[i], negate[i], small[i], large[i], "abc", a).Tangent)], tangent);
        Quietly(() => Others.ChooseGradientBatch(x, n, kind, negate, small, large, "abc", value, xGrad));
        Close([.. x.Select((a, i) => Others.ChooseGradient(a, n[i], kind[i], negate[i], small[i], large[i], "abc").XGrad)], xGrad);
    }

    [Fact]
    public void What_no_lane_holds_runs_call_by_call()
    {
        double[] x = [1, 2, 3], value = new double[3], xGrad = new double[3];
        string[] name = ["a", "bb", "ccc"];
        Others.NamedGradientBatch(x, name, value, xGrad);
        Assert.Equal([1, 8, 27], value);
        Assert.Equal([2, 8, 18], xGrad);
        Assert.False(IsInLanes(typeof(Others), "NamedBatch"));
    }

    [Fact]
    public void Several_uniform_gradients_are_returned_in_order()
    {
        double[] x = [1, 2, 3, 4, 5, 6, 7, 8, 9], c = [9, 8, 7, 6, 5, 4, 3, 2, 1], w = [2, 3], value = new double[9], xGrad = new double[9], wGrad = [7, 7];
        (double AGrad, double BGrad) sums = Others.SeveralGradientBatch(0.5, x, w, 3, c, value, xGrad, wGrad);
        Assert.Equal(90, sums.AGrad);
        Assert.Equal(270, sums.BGrad);
        Assert.Equal([22.5, -9], wGrad);
        Assert.All(xGrad, grad => Assert.Equal(1, grad));
        double[] alone = new double[11];
        (double AGrad, double BGrad) same = Others.AloneGradientBatch(2, 3, alone);
        Assert.Equal((33, 22), same);
        Assert.All(alone, a => Assert.Equal(6, a));
    }

    [Fact]
    public void Names_that_collide_end_in_a_bar()
    {
        double[] a = [1, 2], b = [3, 4], value = new double[2], tangent = new double[2], aGrad = new double[2], bGrad = new double[2];
        Others.NamesJvpBatch(value: a, tangent: b, done: 2, valueTangent: a, tangentTangent: b, doneTangent: 0, value_: value, tangent_: tangent);
        Assert.Equal([6, 16], value);
        Assert.Equal([12, 32], tangent);
        Assert.Equal(11, Others.NamesGradientBatch(a, b, 2, value, aGrad, bGrad));
        Assert.Equal([6, 8], aGrad);
    }

    [Fact]
    public void An_object_is_the_same_for_all_calls()
    {
        double[] x = [.. Enumerable.Range(-4, 11).Select(i => (double)i)], value = new double[11], xGrad = new double[11];
        double uGrad = new Scaled(3).TimesGradientBatch(x, 2, value, xGrad);
        Assert.Equal(x.Select(a => a > 0 ? 6 * a : 2), value);
        Assert.Equal(x.Select(a => a > 0 ? 6.0 : 0), xGrad);
        Assert.Equal(x.Sum(a => a > 0 ? 3 * a : 1), uGrad);
    }

    /// <summary>Where calls throw, the first of them is heard, in any lane and in the rest; the recording is given back.</summary>
    [Theory]
    [InlineData(9, new[] { 5 }, -2.0, 0.1, typeof(ArgumentOutOfRangeException))]
    [InlineData(17, new[] { 13, 16 }, -3.0, 0.1, typeof(ArgumentOutOfRangeException))]
    [InlineData(17, new[] { 16 }, -3.0, 0.1, typeof(ArgumentOutOfRangeException))]
    [InlineData(16, new[] { 15 }, 1.0, 3.2, typeof(IndexOutOfRangeException))]
    [InlineData(16, new[] { 2 }, 0.0, 0.3, typeof(DivideByZeroException))]
    public void The_exception_of_the_first_call_is_thrown(int count, int[] at, double badX, double badY, Type expected)
    {
        double[] x = [.. Enumerable.Repeat(1.5, count)], y = [.. Enumerable.Repeat(0.5, count)], value = new double[count], xGrad = new double[count], yGrad = new double[count];
        foreach (int i in at)
        {
            (x[i], y[i]) = (badX - (badX < 0 ? i : 0), badY);
        }

        Exception thrown = Assert.ThrowsAny<Exception>(() => Scalars.ThrowingBatch(x, y, 2, value));
        Assert.IsType(expected, thrown);
        Exception alone = Assert.ThrowsAny<Exception>(() => Scalars.Throwing(x[at[0]], y[at[0]], 2));
        Assert.Equal(alone.Message, thrown.Message);
        Assert.Equal(alone.Message, Assert.ThrowsAny<Exception>(() => Scalars.ThrowingGradientBatch(x, y, 2, value, xGrad, yGrad)).Message);
        Assert.Equal(alone.Message, Assert.ThrowsAny<Exception>(() => Scalars.ThrowingJvpBatch(x, y, 2, x, y, 0, value, xGrad)).Message);

        foreach (int i in at)
        {
            (x[i], y[i]) = (1.5, 0.5);
        }

        Quietly(() => Scalars.ThrowingBatch(x, y, 2, value));
        Assert.All(value, v => Assert.Equal(3.5, v));
    }

    [Fact]
    public void Lengths_and_overlaps_are_checked_before_anything_is_written()
    {
        double[] five = new double[5], six = new double[6], marked = [7, 7, 7, 7, 7], shared = new double[20], w = new double[7];
        Names("y", () => Scalars.StraightBatch(five, six, 1, new double[5]));
        Names("value", () => Scalars.StraightBatch(five, new double[5], 1, six));
        Names("yTangent", () => Scalars.StraightJvpBatch(five, five, 1, five, six, 1, new double[5], new double[5]));
        Names("yGrad", () => Scalars.StraightGradientBatch(five, five, 1, marked, new double[5], six));
        Names("wGrad", () => Buffers.HornerGradientBatch(five, five, w, marked, new double[5], new double[5], six));
        Names("value", () => Scalars.StraightBatch(shared.AsSpan(0, 5), shared.AsSpan(6, 5), 1, shared.AsSpan(4, 5)));
        Names("tangent", () => Scalars.StraightJvpBatch(five, five, 1, five, five, 1, shared.AsSpan(0, 5), shared.AsSpan(4, 5)));
        Names("yGrad", () => Scalars.StraightGradientBatch(five, five, 1, marked, shared.AsSpan(0, 5), shared.AsSpan(2, 5)));
        Names("wGrad", () => Buffers.HornerGradientBatch(five, five, w, marked, new double[5], new double[5], w));
        Assert.All(marked, m => Assert.Equal(7, m));

        static void Names(string parameter, Action call) => Assert.Equal(parameter, Assert.Throws<ArgumentException>(call).ParamName);
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        double[] x = BatchTests.Numbers<double>(40, 1, -2, 4), y = BatchTests.Numbers<double>(40, 2, -1, 2), value = new double[40], xGrad = new double[40], yGrad = new double[40];
        void run()
        {
            Scalars.StraightGradientBatch(x, y, 0.5, value, xGrad, yGrad);
            Scalars.TripsGradientBatch(x, y, 0.5, value, xGrad, yGrad);
            Scalars.RecurrenceGradientBatch(x, y, 0.5, value, xGrad, yGrad);
        }

        run();
        run();
        Assert.Equal(0, Enumerable.Range(0, 5).Select(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            run();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }).ToArray().Min());
    }

    [Fact]
    public void The_same_batch_gives_the_same_bits()
    {
        double[] x = BatchTests.Numbers<double>(40, 1, -2, 4), y = BatchTests.Numbers<double>(40, 2, -1, 2);
        double[][] results = [.. Enumerable.Range(0, 3).Select(_ =>
        {
            double[] value = new double[40], xGrad = new double[40], yGrad = new double[40];
            double sum = Scalars.TripsGradientBatch(x, y, 0.5, value, xGrad, yGrad);
            return (double[])[.. value, .. xGrad, .. yGrad, sum];
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    private static bool IsInLanes(Type type, string name) => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic).Any(method => method.Name.StartsWith(name + "Lanes512_", StringComparison.Ordinal));

    /// <summary>No exception is thrown on the way: the lanes have not been left.</summary>
    private static void Quietly(Action call)
    {
        int thread = Environment.CurrentManagedThreadId, thrown = 0;
        void count(object? sender, System.Runtime.ExceptionServices.FirstChanceExceptionEventArgs e) => thrown += Environment.CurrentManagedThreadId == thread ? 1 : 0;
        AppDomain.CurrentDomain.FirstChanceException += count;
        try
        {
            call();
        }
        finally
        {
            AppDomain.CurrentDomain.FirstChanceException -= count;
        }

        Assert.Equal(0, thrown);
    }

    private static void Close(double[] expected, double[] actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-11 * (1 + Math.Abs(expected[i])), $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
