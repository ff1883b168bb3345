using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using DiffGen.Gradient.Tests.Harness;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>What the contract promises of every companion, checked on every marked method of this assembly: a new case is covered by being here.</summary>
public class CompanionTests
{
    public static TheoryData<string> Methods => [.. MarkedMethod.All.Keys];

    public static TheoryData<string> MethodsWithDifferences => [.. MarkedMethod.All.Values.Where(method => !method.ByHand).Select(method => method.Id)];

    public static TheoryData<string> MethodsWithGradient => [.. MarkedMethod.All.Values.Where(method => method.HasGradient).Select(method => method.Id)];

    public static TheoryData<string> MethodsWithHvp => [.. MarkedMethod.All.Values.Where(method => method.HasHvp && !method.ByHand).Select(method => method.Id)];

    public static TheoryData<string> MethodsWithBuffers => [.. MarkedMethod.All.Values.Where(method => method.Active.Any(parameter => parameter.IsBuffer)).Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(MethodsWithDifferences))]
    public void Jvp_agrees_with_differences(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            double[] at = point.ActiveNumbers();
            var directions = Enumerable.Range(0, at.Length).Select(i => Unit(at.Length, i)).Take(12)
                .Prepend(new Numbers(id + "/direction").Direction(at.Length));
            foreach (double[] direction in directions)
            {
                double[] jvp = Companions.Jvp(method, point, direction).Tangents;
                double[] value = point.Results(at);
                (double[] differences, double[] errors) = Richardson.Derivative(
                    step => point.Results([.. at.Zip(direction, (x, d) => x + step * d)]),
                    method.IsSingle ? [0.1, 0.04] : [0.02, 0.002, 2e-4]);
                double relative = method.IsSingle ? 4e-3 : 1e-8;
                double largest = Largest(value);
                Assert.Equal(differences.Length, jvp.Length);
                for (int i = 0; i < jvp.Length; i++)
                {
                    double scale = Math.Max(Math.Abs(differences[i]), largest);
                    Assert.True(errors[i] <= relative * scale,
                        $"The differences of result {i} do not converge: {differences[i]:R} ± {errors[i]:R}; choose another domain.\nAt {point}, towards {Values.Text(direction)}.");
                    Assert.True(Math.Abs(jvp[i] - differences[i]) <= relative * scale,
                        $"Tangent of result {i}: {jvp[i]:R}, by differences {differences[i]:R} ± {errors[i]:R}.\nAt {point}, towards {Values.Text(direction)}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Vjp_is_the_transpose_of_Jvp(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            var numbers = new Numbers(id + "/transpose");
            double[] at = point.ActiveNumbers();
            for (int trial = 0; trial < 2; trial++)
            {
                double[] v = AsSingle(method, numbers.Direction(at.Length));
                double[] jv = Companions.Jvp(method, point, v).Tangents;
                double[] u = AsSingle(method, numbers.Direction(jv.Length));
                double[] ju = Companions.Vjp(method, point, u).Gradients;
                double left = Numbers.Dot(u, jv);
                double right = Numbers.Dot(v, ju);
                double bound = (method.IsSingle ? 3e-5 : 1e-12) * (Numbers.DotOfMagnitudes(u, jv) + Numbers.DotOfMagnitudes(v, ju));
                Assert.True(Math.Abs(left - right) <= bound,
                    $"<Jv, u> = {left:R}, <v, Jᵀu> = {right:R}, bound {bound:R}.\nAt {point}\nv = {Values.Text(v)}\nJv = {Values.Text(jv)}\nu = {Values.Text(u)}\nJᵀu = {Values.Text(ju)}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(MethodsWithGradient))]
    public void Gradient_is_Vjp_with_one(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            double[] gradient = Companions.Gradient(method, point, 0).Gradients;
            double[] vjp = Companions.Vjp(method, point, CotangentOfValue(point, 1)).Gradients;
            Assert.True(gradient.SequenceEqual(vjp), $"Gradient {Values.Text(gradient)}, Vjp {Values.Text(vjp)}.\nAt {point}");
        }
    }

    [Theory]
    [MemberData(nameof(MethodsWithGradient))]
    public void Gradient_ignores_what_the_buffers_held(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            double[] clean = Companions.Gradient(method, point, 0).Gradients;
            double[] dirty = Companions.Gradient(method, point, double.NaN).Gradients;
            Assert.True(clean.SequenceEqual(dirty), $"From zeros {Values.Text(clean)}, from NaN {Values.Text(dirty)}.\nAt {point}");
        }
    }

    /// <summary>Forward over reverse against differences of the gradient, and its other results against the other companions.</summary>
    [Theory]
    [MemberData(nameof(MethodsWithHvp))]
    public void Hvp_agrees_with_differences_of_the_gradient(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            double[] at = point.ActiveNumbers();
            double[] direction = AsSingle(method, new Numbers(id + "/curvature").Direction(at.Length));
            Curved curved = Companions.Hvp(method, point, direction);
            (double[] differences, double[] errors) = Richardson.Derivative(
                step => Companions.Gradient(method, point.Moved([.. at.Zip(direction, (x, d) => x + step * d)]), 0).Gradients,
                method.IsSingle ? [0.1, 0.04] : [0.02, 0.002, 2e-4]);
            double[] gradient = Companions.Gradient(method, point, 0).Gradients;
            double relative = method.IsSingle ? 5e-3 : 1e-7;
            double scale = Math.Max(Largest(differences), Largest(gradient));
            for (int i = 0; i < at.Length; i++)
            {
                Assert.True(errors[i] <= relative * scale, $"The differences of gradient {i} do not converge: {differences[i]:R} ± {errors[i]:R}.\nAt {point}");
                Assert.True(Math.Abs(curved.Products[i] - differences[i]) <= relative * scale,
                    $"Product {i}: {curved.Products[i]:R}, by differences {differences[i]:R} ± {errors[i]:R}.\nAt {point}, towards {Values.Text(direction)}.\nAll: {Values.Text(curved.Products)}, by differences {Values.Text(differences)}.");
                Assert.Equal(gradient[i], curved.Gradients[i], (method.IsSingle ? 1e-5 : 1e-13) * Largest(gradient));
            }

            Pushed pushed = Companions.Jvp(method, point, direction);
            Assert.True(
                (Values.Bits(pushed.Value) == Values.Bits(curved.Value) && Values.Bits(pushed.Primals) == Values.Bits(curved.Primals))
                || (method.RunsOnVectors && IsClose(method, point.Results(pushed.Value, pushed.Primals), point.Results(curved.Value, curved.Primals))),
                $"Jvp gives {Values.Text(pushed.Value)} and leaves {Values.Text(pushed.Primals)}, Hvp {Values.Text(curved.Value)} and {Values.Text(curved.Primals)}.\nAt {point}");
            Assert.Equal(pushed.Tangents.Length, curved.Tangents.Length);
            for (int i = 0; i < pushed.Tangents.Length; i++)
            {
                Assert.Equal(pushed.Tangents[i], curved.Tangents[i], (method.IsSingle ? 1e-5 : 1e-13) * Largest(pushed.Tangents));
            }
        }
    }

    [Theory]
    [MemberData(nameof(MethodsWithBuffers))]
    public void Vjp_accumulates(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            // What the method may write has no gradient to add to: its cotangent goes in and out.
            if (method.Active.Any(parameter => parameter.IsWritable))
            {
                continue;
            }

            double[] u = AsSingle(method, new Numbers(id + "/accumulates").Direction(point.Results(point.ActiveNumbers()).Length));
            double[] once = Companions.Vjp(method, point, u).Gradients;
            double[] twice = Companions.Vjp(method, point, u, calls: 2).Gradients;
            double[] onSome = Companions.Vjp(method, point, u, found: [.. once.Select(_ => 3.0)]).Gradients;
            double scale = Largest(once);
            int i = 0;
            foreach ((MarkedParameter parameter, object argument) in point.Active())
            {
                foreach (double _ in Values.ToNumbers(argument))
                {
                    double tolerance = (method.IsSingle ? 1e-5 : 1e-12) * (scale + (parameter.IsBuffer ? 3 : 0));
                    Assert.Equal(parameter.IsBuffer ? 2 * once[i] : once[i], twice[i], tolerance);
                    Assert.Equal(parameter.IsBuffer ? 3 + once[i] : once[i], onSome[i], tolerance);
                    i++;
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Companions_compute_the_method_itself_to_the_bit(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            object[] primals = point.Arguments();
            object? value = Invoker.Invoke(method.Primal, primals);
            string expected = $"{Values.Bits(value)} {Values.Bits(primals)}";
            double[] u = AsSingle(method, new Numbers(id + "/bits").Direction(point.Results(value, primals).Length));

            Pushed pushed = Companions.Jvp(method, point, new Numbers(id + "/bits").Direction(point.ActiveNumbers().Length));
            Assert.True(IsSame(pushed.Value, pushed.Primals), $"Jvp: {Compare(pushed.Value, pushed.Primals)}");
            Pulled pulled = Companions.Vjp(method, point, u);
            Assert.True(IsSame(pulled.Value, pulled.Primals), $"Vjp: {Compare(pulled.Value, pulled.Primals)}");
            if (method.HasGradient)
            {
                pulled = Companions.Gradient(method, point, 7);
                Assert.True(IsSame(pulled.Value, pulled.Primals), $"Gradient: {Compare(pulled.Value, pulled.Primals)}");
            }

            // Sums of a loop on vectors have another order.
            bool IsSame(object? otherValue, object[] otherPrimals) => expected == $"{Values.Bits(otherValue)} {Values.Bits(otherPrimals)}"
                || (method.RunsOnVectors && IsClose(method, point.Results(value, primals), point.Results(otherValue, otherPrimals)));

            string Compare(object? otherValue, object[] otherPrimals) =>
                $"the method gives {Values.Text(value)} and leaves {Values.Text(primals)}, the companion {Values.Text(otherValue)} and {Values.Text(otherPrimals)}.\nAt {point}";
        }
    }

    private static bool IsClose(MarkedMethod method, double[] expected, double[] actual) =>
        expected.Length == actual.Length && expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) <= (method.IsSingle ? 1e-5 : 1e-13) * (Math.Abs(pair.First) + Largest(expected)));

    [Theory]
    [MemberData(nameof(Methods))]
    public void Results_are_finite_and_the_same_twice(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            double[] u = AsSingle(method, new Numbers(id + "/twice").Direction(point.Results(point.ActiveNumbers()).Length));
            double[] v = new Numbers(id + "/twice").Direction(point.ActiveNumbers().Length);
            double[] gradients = Companions.Vjp(method, point, u).Gradients;
            double[] tangents = Companions.Jvp(method, point, v).Tangents;
            Assert.All(gradients, number => Assert.True(double.IsFinite(number), $"Gradients {Values.Text(gradients)}.\nAt {point}"));
            Assert.All(tangents, number => Assert.True(double.IsFinite(number), $"Tangents {Values.Text(tangents)}.\nAt {point}"));
            Assert.Equal(Values.Bits(gradients), Values.Bits(Companions.Vjp(method, point, u).Gradients));
            Assert.Equal(Values.Bits(tangents), Values.Bits(Companions.Jvp(method, point, v).Tangents));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Nothing_is_allocated_in_the_steady_state(string id)
    {
        foreach ((MarkedMethod method, Point point) in Points(id))
        {
            object[] primals = point.Arguments();
            if (Instructions.MakesArrays(method.Primal) || Allocated(method.Primal, primals) > 0)
            {
                continue; // The method itself allocates: an array result, say.
            }

            object[] derivatives = point.Shape(new double[point.ActiveNumbers().Length]);
            object[] ofInputs = [.. method.Active.Zip(derivatives).Where(pair => pair.First.HasGradientParameter).Select(pair => pair.Second)];
            object[] ofAll = [.. method.Active.Zip(derivatives).Where(pair => pair.First.HasGradientParameter || pair.First.Passing == Passing.Out).Select(pair => pair.Second)];
            object[] ofResult = method.ReturnsReals ? [Values.Filled(Invoker.Invoke(method.Primal, point.Arguments())!, 1)] : [];
            Assert.Equal(0, Allocated(method.Jvp, [.. primals, .. derivatives]));
            Assert.Equal(0, Allocated(method.Vjp, [.. primals, .. ofResult, .. ofAll]));
            if (method.HasGradient)
            {
                Assert.Equal(0, Allocated(method.Gradient, [.. primals, .. ofInputs]));
            }

            if (method.HasHvp)
            {
                Assert.Equal(0, Allocated(method.Hvp, [.. primals, .. derivatives.Select(Values.Copy), .. ofInputs, .. ofInputs.Select(Values.Copy)]));
            }
        }
    }

    /// <summary>The least that ten calls allocate, after some that fill the pools.</summary>
    private static long Allocated(MethodInfo method, object[] arguments)
    {
        object[] saved = [.. arguments.Select(Values.Copy)];
        long least = long.MaxValue;
        for (int trial = 0; trial < 4 && least > 0; trial++)
        {
            least = Math.Min(least, Invoker.AllocatedBytes(method, arguments, Restore, 10));
        }

        return least;

        void Restore()
        {
            for (int i = 0; i < arguments.Length; i++)
            {
                if (arguments[i] is Array array)
                {
                    Restored((Array)saved[i], array);
                }
            }
        }
    }

    private static void Restored(Array saved, Array array)
    {
        if (array is double[][] or float[][])
        {
            foreach ((object from, object to) in saved.Cast<object>().Zip(array.Cast<object>()))
            {
                Restored((Array)from, (Array)to);
            }
        }
        else
        {
            Array.Copy(saved, array, array.Length);
        }
    }

    private static IEnumerable<(MarkedMethod Method, Point Point)> Points(string id)
    {
        MarkedMethod method = MarkedMethod.All[id];
        return Point.Of(method).Select(point => (method, point));
    }

    private static double[] CotangentOfValue(Point point, double valueGrad)
    {
        double[] cotangent = new double[point.Results(point.ActiveNumbers()).Length];
        cotangent[0] = valueGrad;
        return cotangent;
    }

    private static double[] Unit(int count, int index)
    {
        double[] unit = new double[count];
        unit[index] = 1;
        return unit;
    }

    private static double Largest(double[] numbers) => numbers.Select(Math.Abs).DefaultIfEmpty().Max();

    /// <summary>Numbers that <c>float</c> holds exactly where the method takes <c>float</c>, so that nothing is lost on the way in.</summary>
    private static double[] AsSingle(MarkedMethod method, double[] numbers) => method.IsSingle ? [.. numbers.Select(number => (double)(float)number)] : numbers;
}
