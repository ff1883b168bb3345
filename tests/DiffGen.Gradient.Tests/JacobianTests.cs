using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using DiffGen.Gradient.Tests.Harness;
using Golden.Buffers;
using Golden.Signatures;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>The Jacobian companion: rows, columns, and what it leaves behind; contract, section 6.</summary>
public class JacobianTests
{
    /// <summary>The parameters that have columns.</summary>
    private static readonly Dictionary<string, string[]> s_inputs = new()
    {
        [nameof(Jacobians.Rates)] = ["s", "k"],
        [nameof(Jacobians.Moments)] = ["x", "scale"],
        [nameof(Jacobians.Relax)] = ["x", "rate"],
        [nameof(Jacobians.Bins)] = ["x", "sums"],
        [nameof(Jacobians.Radius)] = ["x", "y", "z"],
        [nameof(Jacobians.Power)] = ["x"],
        [nameof(Rows.Machinery.Layer)] = ["x"],
        [nameof(Golden.Loops.JacobianLanes.Springs)] = ["x", "stiffness"],
        [nameof(Golden.Loops.ZeroWeights.Blend)] = ["frames"],
        [nameof(JacobianLaneCases.Mixed)] = ["x", "scale", "y"],
        [nameof(JacobianLaneCases.OnSingle)] = ["x"],
        [nameof(JacobianLaneCases.UnreadCopy)] = ["a"],
        [nameof(JacobianLaneCases.CallersOrOwn)] = ["x", "a"],
        [nameof(JacobianLaneCases.Places)] = ["x", "scale", "y"],
        [nameof(JacobianLaneCases.Turned)] = ["x"],
        [nameof(JacobianMarkCases.Skin)] = ["pose"],
        [nameof(JacobianMarkCases.CarriedSums)] = ["w"],
        [nameof(JacobianMarkCases.Changing)] = ["x"],
        [nameof(JacobianMarkCases.SingleFrames)] = ["w"],
        [nameof(JacobianMarkCases.PartlyWeighted)] = ["pose"],
        [nameof(JacobianMarkCases.SingleSkin)] = ["pose"],
        [nameof(JacobianMarkCases.Posed)] = ["pose"],
        [nameof(JacobianMarkCases.CarriedPlaces)] = ["frames"],
        [nameof(JacobianMarkCases.Counted)] = ["pose"],
        [nameof(JacobianMarkCases.Alternating)] = ["pose"],
        [nameof(JacobianMarkCases.SinglePosed)] = ["pose"],
        [nameof(JacobianMarkCases.WeightedByItself)] = ["pose"],
        [nameof(JacobianMarkCases.AddedFurtherOn)] = ["pose"],
    };

    /// <summary>Static methods of numbers and buffers; <see cref="JacobianShapeTests"/> has structs, tuples and receivers.</summary>
    public static TheoryData<string> Methods => [.. MarkedMethod.All.Values.Where(method => method.Primal.IsStatic && method.Primal.GetCustomAttribute<DifferentiableAttribute>()!.Jacobian && !method.Parameters.Any(parameter => Values.IsComposite(parameter.Element))).Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Columns_are_tangents_and_rows_are_cotangents(string id)
    {
        foreach (Case at in Cases(id))
        {
            (object? value, double[] jacobian, object[] primals) = at.Run(at.Rows * at.Columns.Length);
            double tolerance = at.Method.IsSingle ? 1e-5 : 1e-13;
            for (int column = 0; column < at.Columns.Length; column++)
            {
                double[] direction = new double[at.Inputs];
                direction[at.Columns[column]] = 1;
                Pushed pushed = Companions.Jvp(at.Method, at.Point, direction);
                Close(pushed.Tangents, [.. Enumerable.Range(0, at.Rows).Select(row => jacobian[(row * at.Columns.Length) + column])], tolerance);
                Assert.Equal(pushed.Value, value);

                // Where one of the two runs loops on vectors, sums are those of another order.
                Close([.. pushed.Primals.SelectMany(Values.ToNumbers)], [.. primals.SelectMany(Values.ToNumbers)], tolerance);
            }

            for (int row = 0; row < at.Rows; row++)
            {
                double[] cotangent = new double[at.Rows];
                cotangent[row] = 1;
                double[] gradients = Companions.Vjp(at.Method, at.Point, cotangent).Gradients;
                Close([.. at.Columns.Select(column => gradients[column])], jacobian[(row * at.Columns.Length)..((row + 1) * at.Columns.Length)], tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void What_the_method_leaves_is_left_once(string id)
    {
        foreach (Case at in Cases(id))
        {
            (object? value, _, object[] primals) = at.Run(at.Rows * at.Columns.Length);
            object[] expected = at.Point.Arguments();
            Assert.Equal(Invoker.Invoke(at.Method.Primal, expected), value);
            Same(expected, primals);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_wrong_length_is_told_before_anything_is_written(string id)
    {
        foreach (Case at in Cases(id))
        {
            foreach (int wrong in new[] { -1, 1 })
            {
                object[] arguments = [.. at.Point.Arguments(), at.Buffer((at.Rows * at.Columns.Length) + wrong)];
                ArgumentException refused = Assert.Throws<ArgumentException>(() => Invoker.Invoke(at.Companion, arguments));
                Assert.Equal("jacobian", refused.ParamName);
                Assert.Contains($"{at.Rows} rows and {at.Columns.Length} columns; pass a buffer of length {at.Rows * at.Columns.Length}.", refused.Message, StringComparison.Ordinal);
                Same(at.Point.Arguments(), arguments[..^1]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_steady_state_allocates_nothing(string id)
    {
        foreach (Case at in Cases(id))
        {
            object[] arguments = [.. at.Point.Arguments(), at.Buffer(at.Rows * at.Columns.Length)];
            long least = Enumerable.Range(0, 4).Min(_ => Invoker.AllocatedBytes(at.Companion, arguments, () => { }, 10));
            Assert.Equal(0, least);
        }
    }

    [Fact]
    public void Overlap_is_told()
    {
        double[] all = new double[40];
        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() => Jacobians.RatesJacobian(all.AsSpan(0, 3), all.AsSpan(3, 3), all.AsSpan(6, 3), all.AsSpan(2, 18))).ParamName);
        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() => Jacobians.RatesJacobian(all.AsSpan(0, 3), all.AsSpan(3, 3), all.AsSpan(20, 3), all.AsSpan(6, 18))).ParamName);
        Assert.Equal("rate", Assert.Throws<ArgumentException>(() => Jacobians.RatesJacobian(all.AsSpan(0, 3), all.AsSpan(3, 3), all.AsSpan(5, 3), all.AsSpan(20, 18))).ParamName);
        Jacobians.RatesJacobian(all.AsSpan(0, 3), all.AsSpan(3, 3), all.AsSpan(6, 3), all.AsSpan(9, 18));
        Assert.Equal("jacobian", Assert.Throws<ArgumentException>(() =>
        {
            double x = 1;
            int count = 0;
            new JacobianShapes().ReferencesJacobian(ref x, in all[3], out _, ref count, all.AsSpan(0, 6));
        }).ParamName);
    }

    [Fact]
    public void Empty_spans()
    {
        double[] moments = [1, 2];
        Jacobians.MomentsJacobian([], 2, moments, new double[2]);
        Assert.Equal([0, 0], moments);
        Assert.Equal(0, Jacobians.RelaxJacobian([], 0.5, new double[1]));

        // Without rows there is nothing to write, but the method runs.
        Assert.Throws<IndexOutOfRangeException>(() => Jacobians.MomentsJacobian([1, 2], 2, [], []));
    }

    private static void Close(double[] expected, double[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Select(Math.Abs).Append(1).Max();
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * largest, $"element {i}: {actual[i]:R}, expected {expected[i]:R}");
        }
    }

    private static void Same(object[] expected, object[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(Values.Copy(pair.First), Values.Copy(pair.Second)));

    private static IEnumerable<Case> Cases(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        return Point.Of(method).Select(point => new Case(method, point));
    }

    /// <summary>A method at a point, and the shape of its Jacobian there.</summary>
    private sealed class Case
    {
        public Case(MarkedMethod method, Point point)
        {
            Method = method;
            Point = point;
            Companion = method.Primal.DeclaringType!.GetMethod(method.Primal.Name + "Jacobian")!;
            Assert.Equal(method.Primal.ReturnType, Companion.ReturnType);
            var columns = new List<int>();
            Rows = method.ReturnsNumber ? 1 : 0;
            foreach ((MarkedParameter parameter, object argument) in point.Active())
            {
                int count = argument is Array array ? array.Length : 1;
                if (s_inputs[method.Primal.Name].Contains(parameter.Name))
                {
                    columns.AddRange(Enumerable.Range(Inputs, count));
                }

                Rows += parameter.IsWritable ? count : 0;
                Inputs += count;
            }

            Columns = [.. columns];
        }

        public MarkedMethod Method { get; }

        public Point Point { get; }

        public MethodInfo Companion { get; }

        public int Rows { get; }

        /// <summary>The number of active numbers.</summary>
        public int Inputs { get; }

        /// <summary>Which of them have columns.</summary>
        public int[] Columns { get; }

        public Array Buffer(int length) => Method.IsSingle ? Enumerable.Repeat(float.NaN, length).ToArray() : Enumerable.Repeat(double.NaN, length).ToArray();

        public (object? Value, double[] Jacobian, object[] Primals) Run(int length)
        {
            object[] primals = Point.Arguments();
            Array jacobian = Buffer(length);
            object? value = Invoker.Invoke(Companion, [.. primals, jacobian]);
            return (value, [.. jacobian.Cast<object>().Select(number => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture))], primals);
        }
    }
}
