using System;
using System.Linq;
using Golden.Models;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>A method of one class of parameters comes with an objective of its numbers.</summary>
public class ModelObjectiveTests
{
    private static readonly double[] s_x = [-1, -0.3, 0.4, 1.2], s_y = [0.2, 0.1, -0.4, 0.9];
    private static readonly double[] s_numbers = [0.5, -1.2, 0.7, 0.3, -0.8];

    [Fact]
    public void Value_gradient_and_tangent_are_those_of_the_companions()
    {
        Curve curve = Filled(s_numbers), grad = curve.NewLike();
        double[] gradient = [9, 9, 9, 9, 9], direction = [1, -0.5, 0.2, 2, -1];
        var objective = new ParameterObjective.MisfitObjective(s_x, new Curve(2) { Decay = 0.1 }, s_y);
        double value = ParameterObjective.MisfitGradient(s_x, curve, s_y, grad);

        // Sums are rounded in another order where points run together.
        Assert.Equal(value, objective.Value(s_numbers), 1e-13);
        Assert.Equal(value, objective.Gradient(s_numbers, gradient));
        Assert.Equal(grad.Parameters.ToArray(), gradient);
        Assert.Equal(value, objective.Jvp(s_numbers, direction, out double directional), 1e-13);
        Assert.Equal(gradient.Zip(direction, (g, d) => g * d).Sum(), directional, 12);

        // Nothing is left over from one call for the next.
        Assert.Equal(value, objective.Gradient(s_numbers, gradient));
        Assert.Equal(grad.Parameters.ToArray(), gradient);
    }

    [Fact]
    public void The_model_that_it_is_made_from_gives_shapes_and_settings_and_stays_as_it_is()
    {
        Curve template = Filled([7, 7, 7, 7, 7]);
        var objective = new ParameterObjective.MisfitObjective(s_x, template, s_y);
        double[] gradient = new double[5];
        double value = objective.Gradient(s_numbers, gradient);
        Assert.Equal([7, 7, 7, 7, 7], template.Parameters.ToArray());
        template.Decay = 5;
        Assert.Equal(value, objective.Value(s_numbers), 1e-13);
        Assert.NotEqual(value, new ParameterObjective.MisfitObjective(s_x, template, s_y).Value(s_numbers));
    }

    [Fact]
    public void Of_a_method_without_other_parameters()
    {
        var objective = new ParameterObjective.NormObjective(new Curve(1));
        double[] gradient = new double[3];
        Assert.Equal(7, objective.Gradient([2, 3, 6], gradient));
        Assert.All(gradient.Zip([2 / 7.0, 3 / 7.0, 6 / 7.0]), pair => Assert.Equal(pair.Second, pair.First, 14));
    }

    [Fact]
    public void Wrong_lengths_and_overlap_are_told_before_anything_is_written()
    {
        double[] gradient = [9, 9, 9, 9, 9];
        var objective = new ParameterObjective.NormObjective(new Curve(2));
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => objective.Value([1, 2, 3, 4])).ParamName);
        Assert.Equal("parameters", Assert.Throws<ArgumentException>(() => objective.Gradient([1, 2, 3, 4, 5, 6], gradient)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => objective.Gradient([1, 2, 3, 4, 5], gradient.AsSpan(1))).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => objective.Gradient(gradient, gradient)).ParamName);
        Assert.Equal("tangent", Assert.Throws<ArgumentException>(() => objective.Jvp([1, 2, 3, 4, 5], [1, 2], out _)).ParamName);
        Assert.Equal([9, 9, 9, 9, 9], gradient);
    }

    private static Curve Filled(double[] numbers)
    {
        var curve = new Curve(2) { Decay = 0.1 };
        numbers.CopyTo(curve.Parameters);
        return curve;
    }
}
