using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Xunit;

namespace DiffGen.Gradient.Tests.Rows;

/// <summary>The checks of <see cref="MachineryTests"/> in single precision, to 1e-4 of the double ones, with results of the type of the method: nothing is widened on the way.</summary>
public class SingleMachineryTests
{
    private static readonly double[] s_points = [0.3, 1.1, 2.7];

    /// <summary>No companion, of a method of numbers in single, has a number in double; and where precisions meet, each gradient has that of its parameter.</summary>
    [Fact]
    public void Companions_have_the_types_of_the_method()
    {
        string[] single = [nameof(SingleMachinery.Affine), nameof(SingleMachinery.Chain), nameof(SingleMachinery.Layer), nameof(SingleMachinery.SharedNode), nameof(SingleMachinery.TwoResults), nameof(SingleMachinery.Rosenbrock), nameof(SingleMachinery.Beale)];
        MethodInfo[] methods = typeof(SingleMachinery).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        int companions = 0;
        foreach (MethodInfo method in methods.Where(m => single.Any(name => m.Name.StartsWith(name, StringComparison.Ordinal))))
        {
            companions++;
            Assert.All(Types(method), type => Assert.Contains(type, (Type[])[typeof(float), typeof(void), typeof(ReadOnlySpan<float>), typeof(Span<float>)]));
        }

        Assert.InRange(companions, 4 * single.Length, int.MaxValue);
        (double value, double scaleGrad) = SingleMachinery.MixedGradient([3, 4], 1, new float[2]);
        Assert.Equal(5, value);
        Assert.Equal(2.5, scaleGrad);
        Assert.Equal([typeof(double), typeof(double), typeof(ReadOnlySpan<float>), typeof(double), typeof(Span<float>)], Types(methods.Single(m => m.Name == "MixedGradient")));

        static IEnumerable<Type> Types(MethodInfo method) =>
            (method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments() : [method.ReturnType]).Concat(method.GetParameters().Select(p => p.ParameterType));
    }

    [Fact]
    public void An_affine_map_changes_by_its_derivative()
    {
        float[] y = new float[3], tangent = new float[3], moved = new float[3];
        double[] expected = new double[3];
        Machinery.AffineJvp([1, 2], new double[3], [1, 1], expected);
        foreach (float[] x in (float[][])[[1, 2], [-3, 0.5f], [10, -7]])
        {
            SingleMachinery.AffineJvp(x, y, [1, 1], tangent);
            SingleMachinery.Affine([x[0] + 1, x[1] + 1], moved);
            Assert.All(expected.Zip(tangent), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.All(moved.Zip(y, (after, before) => after - before).Zip(tangent), pair => Assert.Equal(pair.Second, pair.First, 1e-4));
        }
    }

    [Fact]
    public void Derivatives_of_chains_shared_nodes_and_operations_with_two_results()
    {
        foreach (double at in s_points)
        {
            float x = (float)at;
            Assert.Equal(SingleMachinery.Chain(x), SingleMachinery.ChainJvp(x, 1.5f).Value);
            Near(Machinery.ChainJvp(x, 1.5).Tangent, SingleMachinery.ChainJvp(x, 1.5f).Tangent);
            Near(Machinery.ChainVjp(x, 1.5).XGrad, SingleMachinery.ChainVjp(x, 1.5f).XGrad);
            Near(Machinery.TwoResultsGradient(x).XGrad, SingleMachinery.TwoResultsGradient(x).XGrad);
            Near(Machinery.TwoResultsJvp(x, 1).Tangent, SingleMachinery.TwoResultsJvp(x, 1).Tangent);
            foreach (float signed in (float[])[x, -x])
            {
                Near(Machinery.SharedNodeGradient(signed).XGrad, SingleMachinery.SharedNodeGradient(signed).XGrad);
            }
        }

        Assert.Equal(0, SingleMachinery.SharedNodeGradient(0).XGrad);
    }

    /// <summary>wᵀ(J v) = (Jᵀ w)ᵀ v, columns and rows are one matrix, and it is that of the method in double.</summary>
    [Fact]
    public void Forward_and_reverse_mode_are_adjoint_and_one_matrix()
    {
        const int Inputs = 7, Outputs = 5;
        var random = new NoiseKey(64);
        float[] x = [.. Enumerable.Range(0, Inputs).Select(j => MathF.Cos(j))], y = new float[Outputs], v = new float[Inputs], w = new float[Outputs], jacobian = new float[Inputs * Outputs];
        for (uint k = 0; k < 1000; k++)
        {
            float[] tangent = new float[Outputs], gradient = new float[Inputs];
            random.FillGaussian<float>(v, k);
            random.FillGaussian<float>(w, k, 1);
            float[] seed = [.. w];
            SingleMachinery.LayerJvp(x, y, v, tangent);
            SingleMachinery.LayerVjp(x, y, gradient, seed);
            double forward = w.Zip(tangent, (a, b) => (double)a * b).Sum(), reverse = v.Zip(gradient, (a, b) => (double)a * b).Sum();
            Assert.Equal(forward, reverse, 1e-5 * Math.Max(1, w.Zip(tangent, (a, b) => Math.Abs((double)a * b)).Sum()));
        }

        double[] exact = new double[Inputs * Outputs];
        Machinery.LayerJacobian([.. x.Select(a => (double)a)], new double[Outputs], exact);
        SingleMachinery.LayerJacobian(x, y, jacobian);
        Assert.All(exact.Zip(jacobian), pair => Near(pair.First, pair.Second));
        for (int j = 0; j < Inputs; j++)
        {
            float[] unit = new float[Inputs], tangent = new float[Outputs];
            unit[j] = 1;
            SingleMachinery.LayerJvp(x, y, unit, tangent);
            Assert.All(tangent.Select((t, i) => (t, i)), column => Near(exact[(column.i * Inputs) + j], column.t));
        }

        for (int i = 0; i < Outputs; i++)
        {
            float[] unit = new float[Outputs], gradient = new float[Inputs];
            unit[i] = 1;
            SingleMachinery.LayerVjp(x, y, gradient, unit);
            Assert.All(gradient.Select((g, j) => (g, j)), row => Near(exact[(i * Inputs) + row.j], row.g));
        }
    }

    /// <summary>((802, −400), (−400, 200)) at (1, 1), as whole numbers are exact in single, too; elsewhere as in double.</summary>
    [Fact]
    public void Second_derivatives()
    {
        Assert.Equal((802f, -400f), (SingleMachinery.RosenbrockHvp(1, 1, 1, 0).XHvp, SingleMachinery.RosenbrockHvp(1, 1, 1, 0).YHvp));
        Assert.Equal((-400f, 200f), (SingleMachinery.RosenbrockHvp(1, 1, 0, 1).XHvp, SingleMachinery.RosenbrockHvp(1, 1, 0, 1).YHvp));
        var exact = Machinery.RosenbrockHvp(-1.2f, 0.7f, 0.3f, -2);
        var single = SingleMachinery.RosenbrockHvp(-1.2f, 0.7f, 0.3f, -2);
        Near(exact.Tangent, single.Tangent);
        Near(exact.XGrad, single.XGrad);
        Near(exact.YGrad, single.YGrad);
        Near(exact.XHvp, single.XHvp);
        Near(exact.YHvp, single.YHvp);
    }

    /// <summary>Directional derivatives against central differences, with the step that fits single precision.</summary>
    [Fact]
    public void The_derivative_along_a_direction_is_the_limit_of_differences()
    {
        foreach ((float x, float y, float u, float v) in ((float, float, float, float)[])[(0.5f, -0.25f, 1, 0.5f), (1, 1.5f, -0.5f, 1), (-1, 0.75f, 0.25f, -1)])
        {
            const float h = 1f / 128;
            float difference = (SingleMachinery.Beale(x + (h * u), y + (h * v)) - SingleMachinery.Beale(x - (h * u), y - (h * v))) / (2 * h);
            float tangent = SingleMachinery.BealeJvp(x, y, u, v).Tangent;
            Assert.Equal(difference, tangent, 5e-3 * Math.Max(1, Math.Abs(tangent)));
            Near(Machinery.BealeJvp(x, y, u, v).Tangent, tangent);
            Assert.Equal(SingleMachinery.Beale(x, y), SingleMachinery.BealeJvp(x, y, u, v).Value);
        }
    }

    private static void Near(double expected, float actual) => Assert.Equal(expected, actual, 1e-4 * Math.Max(1, Math.Abs(expected)));
}
