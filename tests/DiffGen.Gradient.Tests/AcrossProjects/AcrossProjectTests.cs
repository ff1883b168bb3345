using System;
using DiffGen;
using DiffGen.Gradient.Library;
using Golden.AcrossProjects;
using Xunit;

namespace DiffGen.Gradient.Tests.AcrossProjects;

/// <summary>Callees of another project: what happens once happens once, and models and objects are passed. Gradients of the others: every marked method of this project is checked.</summary>
public sealed partial class AcrossProjectTests
{
    [Differentiable]
    internal static double Twice(double x) => Functions.Counted(x) * Functions.Counted(2 * x);

    [Differentiable]
    internal static double OfNetwork(Network network, ReadOnlySpan<double> x) => (network.Apply(x) * network.Bias) + (Network.Penalty(network) * x[0]);

    [Differentiable]
    internal static double OfShape([NoDiff] Shape shape, double x) => shape.Area(x) + (x * shape.Scaled(x));

    [Differentiable]
    internal static double Rooted(double x) => Functions.Throws(x) * x;

    [Differentiable]
    internal static double OfNodes(double w, double x) => Functions.Noded(w, x) * Functions.Noded(x, w);

    /// <summary>In ordinary companions sites of another project are identities; there is no node gradient that would leave them out.</summary>
    [Fact]
    public void Sites_of_another_project_are_identities()
    {
        (double value, double w, double x) = OfNodesGradient(0.8, 0.6);
        double tanh = Math.Tanh(0.48), slope = 1 - (tanh * tanh);
        Assert.Equal(tanh * tanh * 0.48, value, 15);
        // tanh²(wx) wx.
        Assert.Equal(((2 * tanh * slope * 0.48) + (tanh * tanh)) * 0.6, w, 14);
        Assert.Equal(((2 * tanh * slope * 0.48) + (tanh * tanh)) * 0.8, x, 14);
        Assert.DoesNotContain(typeof(AcrossProjectTests).GetMethods(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static), m => m.Name == "OfNodesNodeGradient");
    }

    [Fact]
    public void An_effect_of_the_callee_happens_once_in_each_companion()
    {
        Functions.Count = 0;
        (double value, double gradient) = TwiceGradient(0.4);
        Assert.Equal(2, Functions.Count);
        Assert.Equal(Math.Sin(0.4) * Math.Sin(0.8), value);
        Assert.Equal((Math.Cos(0.4) * Math.Sin(0.8)) + (2 * Math.Sin(0.4) * Math.Cos(0.8)), gradient, 14);
        TwiceJvp(0.4, 1);
        Assert.Equal(4, Functions.Count);
    }

    [Fact]
    public void A_model_of_another_project_gets_its_gradient()
    {
        var network = new Network(2);
        new[] { 0.3, -0.2, 0.5 }.CopyTo(network.Parameters);
        double[] x = [1.5, 0.7];
        Network gradient = network.NewLike();
        double[] xGrad = new double[2];
        double value = OfNetworkGradient(network, x, gradient, xGrad);
        Assert.Equal(OfNetwork(network, x), value);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(Difference(k), gradient.Parameters[k], 8);
        }

        double Difference(int k)
        {
            double at = network.Parameters[k], h = 1e-5;
            network.Parameters[k] = at + h;
            double up = OfNetwork(network, x);
            network.Parameters[k] = at - h;
            double down = OfNetwork(network, x);
            network.Parameters[k] = at;
            return (up - down) / (2 * h);
        }
    }

    [Fact]
    public void Methods_of_objects_are_called_through_their_members()
    {
        var shape = new Shape();
        // x² + 2 x³.
        Assert.Equal((0.5 * 0.5) + (2 * 0.125), OfShapeGradient(shape, 0.5).Value, 15);
        Assert.Equal((2 * 0.5) + (6 * 0.25), OfShapeGradient(shape, 0.5).XGrad, 15);
        Assert.Equal((2 * 0.5) + (6 * 0.25), OfShapeJvp(shape, 0.5, 1).Tangent, 15);
    }

    [Fact]
    public void An_exception_of_the_callee_passes_through()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RootedGradient(101));
        Assert.Equal(3, RootedGradient(4).XGrad, 14);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        Callers.CubedGradient(0.5);
        Callers.RecursiveGradient(0.5, 3);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Callers.CubedGradient(0.5);
            Callers.RecursiveGradient(0.5, 3);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
